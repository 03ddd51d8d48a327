"""The model: a small network of fully connected layers, for items that are one row of numbers.

This module and ``data.py`` are the two to replace for your own data. Keep the names ``ModelConfig`` and ``Model``, and
``features``, which is what ``visualize.py`` draws.
"""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pkgname.dataset import PROCESSED_DIR
from pkgname.errors import plain_errors
from pkgname.metadata import Metadata


@dataclass
class ModelConfig:
    """The numbers that shape the model.

    Attributes:
        hidden_size: Length of the feature vector before the last layer.
        dropout: Share of the features that is dropped in training.
    """

    hidden_size: int = 64
    dropout: float = 0.2


class Model(nn.Module):
    """A network that turns rows of numbers into one logit for each class.

    Args:
        metadata: The length of a row and the classes.
        config: The numbers that shape the model.
    """

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        self.input_shape = metadata.input_shape
        (length,) = self.input_shape
        self.body = nn.Sequential(
            nn.Linear(length, config.hidden_size),
            nn.ReLU(),
            nn.Linear(config.hidden_size, config.hidden_size),
            nn.ReLU(),
            nn.Dropout(config.dropout),
        )
        self.head = nn.Linear(config.hidden_size, len(metadata.class_names))

    def features(self, inputs: Tensor) -> Tensor:
        """Compute what the last layer sees: from ``(B, *input_shape)`` float32 to ``(B, hidden_size)``."""
        if inputs.shape[1:] != self.input_shape:
            raise ValueError(f"expected items of shape {self.input_shape}, got {tuple(inputs.shape[1:])}")
        features: Tensor = self.body(inputs)
        return features

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits ``(B, classes)``, not probabilities: the loss applies the softmax itself, more precisely."""
        logits: Tensor = self.head(self.features(inputs))
        return logits


def main() -> None:
    """Print the architecture and the number of parameters."""
    with plain_errors():
        model = Model(Metadata.load(PROCESSED_DIR), ModelConfig())
    print(model)
    print(f"{sum(parameter.numel() for parameter in model.parameters()):,} parameters")
    print(f"logits of two items: {tuple(model(torch.zeros(2, *model.input_shape)).shape)}")


if __name__ == "__main__":
    main()
