"""A backbone from a package, frozen, with a head of our own; its weights are synthetic, since there is no network."""

import torch
from efficientnet_pytorch import EfficientNet
from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata


class Model(nn.Module):
    """EfficientNet-B0 without its classifier, and a linear layer that is trained."""

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        with torch.random.fork_rng():
            torch.manual_seed(0)  # in the place of a download: the same weights each time
            self.backbone = EfficientNet.from_name("efficientnet-b0", include_top=False)
        for parameter in self.backbone.parameters():
            parameter.requires_grad = False
        self.channels = metadata.input_shape[0]
        self.head = nn.Sequential(nn.Dropout(config.dropout), nn.Linear(1280, len(metadata.class_names)))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits from images in colour, of the size that the backbone takes."""
        colour = inputs.expand(-1, 3, -1, -1) if self.channels == 1 else inputs
        large = nn.functional.interpolate(colour, size=(32, 32))
        logits: Tensor = self.head(self.backbone(large).flatten(1))
        return logits
