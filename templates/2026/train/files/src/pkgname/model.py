"""The model: a small convolutional network for images.

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
        channels: Filters of the second convolution; the first has half as many.
        hidden_size: Length of the feature vector before the last layer.
        dropout: Share of the features that is dropped in training.
    """

    channels: int = 32
    hidden_size: int = 64
    dropout: float = 0.2


class Model(nn.Module):
    """A network that turns images into one logit for each class.

    Args:
        metadata: The shape of an image and the classes.
        config: The numbers that shape the model.
    """

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        self.input_shape = metadata.input_shape
        channels = self.input_shape[0]
        self.body = nn.Sequential(
            nn.Conv2d(channels, config.channels // 2, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(config.channels // 2, config.channels, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(4),  # 4 by 4 whatever the size of the image, so that the next layer always fits
            nn.Flatten(),
            nn.Linear(config.channels * 4 * 4, config.hidden_size),
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
