"""Multinomial logistic regression: one linear layer over the columns."""

from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata


class Model(nn.Linear):
    """A linear layer, and nothing else."""

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__(metadata.input_shape[0], len(metadata.class_names))

    def forward(self, input: Tensor) -> Tensor:
        """Compute logits."""
        return super().forward(input)
