"""A small residual network with batch normalisation, as papers have it."""

from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata


class Block(nn.Module):
    """Two convolutions with a shortcut around them."""

    def __init__(self, inputs: int, outputs: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, kernel_size=3, stride=2, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
            nn.ReLU(),
            nn.Conv2d(outputs, outputs, kernel_size=3, padding=1, bias=False),
            nn.BatchNorm2d(outputs),
        )
        self.shortcut = nn.Sequential(
            nn.Conv2d(inputs, outputs, kernel_size=1, stride=2, bias=False), nn.BatchNorm2d(outputs)
        )

    def forward(self, inputs: Tensor) -> Tensor:
        """Add the body to the shortcut."""
        result: Tensor = nn.functional.relu(self.body(inputs) + self.shortcut(inputs))
        return result


class Model(nn.Module):
    """Three blocks, the mean over the image, and a linear layer."""

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        width = config.hidden_size // 4
        self.blocks = nn.Sequential(
            Block(metadata.input_shape[0], width), Block(width, 2 * width), Block(2 * width, 4 * width)
        )
        self.norm = nn.BatchNorm1d(4 * width)
        self.head = nn.Linear(4 * width, len(metadata.class_names))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits."""
        logits: Tensor = self.head(self.norm(self.blocks(inputs).mean(dim=(2, 3))))
        return logits
