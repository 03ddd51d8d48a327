"""The model: a small network of fully connected layers, for items that are rows of numbers.

To use another model, replace the class ``Model``; its sizes are in ``ModelConfig`` in ``config.py``. ``ModelClass`` in
``interfaces.py`` says what the rest of the package expects of it.
"""

from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata


class Model(nn.Module):
    """A network that maps rows of numbers to one logit per class.

    Args:
        metadata: The length of a row and the names of the classes.
        config: The sizes of the layers.
    """

    def __init__(self, metadata: Metadata, config: ModelConfig) -> None:
        super().__init__()
        (columns,) = metadata.input_shape
        self.body = nn.Sequential(
            nn.Linear(columns, config.hidden_size),
            nn.ReLU(),
            nn.Linear(config.hidden_size, config.hidden_size),
            nn.ReLU(),
            nn.Dropout(config.dropout),
        )
        self.head = nn.Linear(config.hidden_size, len(metadata.class_names))

    def forward(self, inputs: Tensor) -> Tensor:
        """Compute logits ``(B, classes)`` from ``(B, columns)`` float32.

        No softmax: the loss applies it itself, which is numerically more stable.
        """
        logits: Tensor = self.head(self.body(inputs))
        return logits
