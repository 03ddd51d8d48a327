"""The model of somebody else."""

import torch
from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata


class Model(nn.Module):
    """Strided convolutions, then the mean over the photograph."""

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        width = config.hidden_size // 2
        self.first = nn.Conv2d(metadata.input_shape[0], width // 2, kernel_size=3, stride=2, padding=1)
        self.second = nn.Conv2d(width // 2, width, kernel_size=3, stride=2, padding=1)
        self.last = nn.Linear(width, len(metadata.class_names))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits ``(B, classes)``."""
        features = torch.relu(self.second(torch.relu(self.first(inputs)))).mean(dim=(2, 3))
        logits: Tensor = self.last(features)
        return logits
