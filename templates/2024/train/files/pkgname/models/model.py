"""The model: a small convolutional network for images."""

from dataclasses import dataclass

from torch import Tensor, nn


@dataclass(frozen=True)
class ModelConfig:
    """What a model is built from; it is saved with the weights.

    Attributes:
        shape: Channels, height and width of an image.
        classes: The names of the classes.
        mean: Mean of the pixels of the training images.
        std: Standard deviation of the pixels of the training images.
        hidden_size: Length of the feature vector before the last layer.
        dropout: Fraction of the features that is dropped in training.
    """

    shape: tuple[int, int, int]
    classes: tuple[str, ...]
    mean: float = 0.0
    std: float = 1.0
    hidden_size: int = 64
    dropout: float = 0.2


class Model(nn.Module):
    """A network that maps images to one logit per class.

    It normalises the images itself, so whoever has the model cannot forget to.
    """

    def __init__(self, config: ModelConfig) -> None:
        super().__init__()
        self.config = config
        self.mean, self.std = config.mean, config.std
        channels = config.hidden_size // 2
        self.body = nn.Sequential(
            nn.Conv2d(config.shape[0], channels // 2, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(channels // 2, channels, kernel_size=3, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(4),  # 4 by 4 for images of any size, so that the next layer always fits
            nn.Flatten(),
            nn.Linear(channels * 4 * 4, config.hidden_size),
            nn.ReLU(),
            nn.Dropout(config.dropout),
        )
        self.head = nn.Linear(config.hidden_size, len(config.classes))

    def forward(self, images: Tensor) -> Tensor:
        """Compute logits ``(B, classes)`` from images ``(B, C, H, W)`` float32 in [0, 1].

        No softmax: the loss applies it itself, which is numerically more stable.
        """
        logits: Tensor = self.head(self.body((images - self.mean) / self.std))
        return logits
