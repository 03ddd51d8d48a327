"""The model of somebody else, with numbers of its own."""

from dataclasses import dataclass

import torch
from torch import Tensor, nn

from pkgname.dataset import PROCESSED_DIR
from pkgname.errors import plain_errors
from pkgname.metadata import Metadata


@dataclass
class ModelConfig:
    """How wide the layers are."""

    filters: int = 8
    width: int = 24


class Model(nn.Module):
    """Strided convolutions, then the mean over the photograph."""

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        self.input_shape = metadata.input_shape
        self.first = nn.Conv2d(self.input_shape[0], config.filters, kernel_size=3, stride=2, padding=1)
        self.second = nn.Conv2d(config.filters, config.width, kernel_size=3, stride=2, padding=1)
        self.last = nn.Linear(config.width, len(metadata.class_names))

    def features(self, inputs: Tensor) -> Tensor:
        """Compute ``(B, width)`` vectors."""
        if inputs.shape[1:] != self.input_shape:
            raise ValueError(f"photographs have the shape {self.input_shape}, not {tuple(inputs.shape[1:])}")
        return torch.relu(self.second(torch.relu(self.first(inputs)))).mean(dim=(2, 3))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits ``(B, classes)``."""
        logits: Tensor = self.last(self.features(inputs))
        return logits


def main() -> None:
    """Print the architecture and the number of parameters."""
    with plain_errors():
        model = Model(Metadata.load(PROCESSED_DIR), ModelConfig())
    print(model)
    print(f"{sum(parameter.numel() for parameter in model.parameters())} parameters")


if __name__ == "__main__":
    main()
