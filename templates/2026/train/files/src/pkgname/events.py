"""What training tells about itself, and to whom."""

from dataclasses import dataclass
from pathlib import Path

from torch import nn

from pkgname.config import TrainConfig


@dataclass(frozen=True)
class EpochMetrics:
    """The figures of one epoch: mean cross-entropy, and the share of right answers in [0, 1]."""

    epoch: int
    train_loss: float
    train_accuracy: float
    validation_loss: float
    validation_accuracy: float


class Callback:
    """Somebody who listens to training. Override what you want to hear.

    ``callbacks.py`` lists those that are there whatever you train.
    """

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        """Hear that training begins."""

    def on_batch(self, loss: float) -> None:
        """Hear that the optimizer has made a step, and the loss of its batch."""

    def on_epoch(self, metrics: EpochMetrics) -> None:
        """Hear the figures of an epoch."""

    def on_end(self, history: list[EpochMetrics]) -> None:
        """Hear the figures of all epochs."""

    def on_saved(self, path: Path, history: list[EpochMetrics]) -> None:
        """Hear where the weights have been saved."""
