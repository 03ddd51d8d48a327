"""Callbacks: what is called during training, such as the log, the metrics file and the figure.

This module does not import PyTorch, so that ``train --help`` answers at once.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from torch import nn

    from pkgname.config import TrainConfig

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class EpochMetrics:
    """The metrics of one epoch, by their names in ``metrics.py``.

    Attributes:
        epoch: Number of the epoch, from 1.
        train: Metrics of the training items, computed from the outputs while the model was training.
        validation: Metrics of the validation items after the epoch.
        restored: Whether training ended by going back to the weights of this epoch.
    """

    epoch: int
    train: dict[str, float]
    validation: dict[str, float]
    restored: bool = False

    def as_row(self) -> dict[str, float]:
        """Return one flat row: ``epoch``, ``train_loss``, ..., ``validation_loss``, ..."""
        splits = {"train": self.train, "validation": self.validation}
        metrics = {f"{split}_{name}": value for split, values in splits.items() for name, value in values.items()}
        return {"epoch": self.epoch, **metrics}


def saved_metrics(history: Sequence[EpochMetrics]) -> EpochMetrics:
    """Return the metrics of the weights that are saved: those of the restored epoch, else of the last one."""
    return next((metrics for metrics in history if metrics.restored), history[-1])


class Callback:
    """Base class of all callbacks: override the methods that you need.

    ``plugins.py`` lists the callbacks of every run. Add your own in ``train.py``.
    """

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        """Called before the first epoch."""

    def on_batch(self, loss: float) -> None:
        """Called after each optimizer step, with the loss of the batch."""

    def on_epoch(self, metrics: EpochMetrics) -> None:
        """Called after each epoch."""

    def on_end(self, history: Sequence[EpochMetrics]) -> None:
        """Called after the last epoch, with the metrics of all epochs."""

    def on_saved(self, path: Path, history: Sequence[EpochMetrics]) -> None:
        """Called when the trained weights have been saved."""


class Progress(Callback):
    """Logs one line per epoch."""

    def __init__(self, config: TrainConfig) -> None:
        self.epochs = config.epochs

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        """Log the size of the model."""
        parameters = sum(parameter.numel() for parameter in model.parameters())
        logger.info("training %s parameters with seed %s", f"{parameters:,}", config.seed)

    def on_epoch(self, metrics: EpochMetrics) -> None:
        """Log the metrics of the epoch."""
        values = ", ".join(f"{name} {value:.4f}" for name, value in metrics.as_row().items() if name != "epoch")
        logger.info("epoch %d/%d: %s", metrics.epoch, self.epochs, values.replace("_", " "))


class MetricsFile(Callback):
    """Writes ``metrics.json``: the metrics of the saved weights, and those of all epochs under ``history``."""

    def __init__(self, config: TrainConfig) -> None:
        self.path = Path(config.reports_dir, "metrics.json")

    def on_end(self, history: Sequence[EpochMetrics]) -> None:
        """Write the file. It has no timestamps: the same run gives the same file."""
        rows = [metrics.as_row() for metrics in history]
        self.path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**saved_metrics(history).as_row(), "history": rows}, indent=2) + "\n"
        self.path.write_text(text, encoding="utf-8", newline="\n")


class TrainingFigure(Callback):
    """Plots every metric over the epochs: ``figures/training_statistics.png``."""

    def __init__(self, config: TrainConfig) -> None:
        self.path = Path(config.reports_dir, "figures", "training_statistics.png")

    def on_end(self, history: Sequence[EpochMetrics]) -> None:
        """Draw and save the figure."""
        from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

        epochs = [metrics.epoch for metrics in history]
        names = list(history[-1].validation)
        figure = Figure(figsize=(5 * len(names), 4), layout="constrained")
        for axes, name in zip(figure.subplots(1, len(names), squeeze=False).flat, names, strict=True):
            axes.plot(epochs, [metrics.train[name] for metrics in history], marker="o", label="training")
            axes.plot(epochs, [metrics.validation[name] for metrics in history], marker="o", label="validation")
            axes.set(title=name.replace("_", " ").capitalize(), xlabel="epoch")
            axes.legend()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(self.path)
