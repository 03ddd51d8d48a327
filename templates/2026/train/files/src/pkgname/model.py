"""The model: a small convolutional network for images.

To use another model, replace the class ``Model``; its sizes are in ``ModelConfig`` in ``config.py``. ``ModelClass`` in
``interfaces.py`` says what the rest of the package expects of it.
"""

from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata


class Model(nn.Module):
    """A network that maps images to one logit per class.

    Args:
        metadata: The shape of an image and the names of the classes.
        config: The sizes of the layers.
    """

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        channels = config.hidden_size // 2
        self.body = nn.Sequential(
            nn.Conv2d(metadata.input_shape[0], channels // 2, kernel_size=3, padding=1),
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
        self.head = nn.Linear(config.hidden_size, len(metadata.class_names))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits ``(B, classes)`` from ``(B, *input_shape)`` float32.

        No softmax: the loss applies it itself, which is numerically more stable.
        """
        logits: Tensor = self.head(self.body(inputs))
        return logits
