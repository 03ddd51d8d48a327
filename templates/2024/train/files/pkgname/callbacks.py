"""Callbacks: what is called during training, such as the log, the metrics file and the figure."""

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from pkgname.settings import TrainSettings

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Epoch:
    """The metrics of one epoch, by their names in ``models/metrics.py``.

    Attributes:
        number: From 1.
        train: Metrics of the training images, from the outputs while the model was training.
        validation: Metrics of the validation images after the epoch.
    """

    number: int
    train: dict[str, float]
    validation: dict[str, float]

    def as_row(self) -> dict[str, float]:
        """Return one flat row: ``epoch``, ``train_loss``, ..., ``validation_loss``, ..."""
        splits = {"train": self.train, "validation": self.validation}
        metrics = {f"{split}_{name}": value for split, values in splits.items() for name, value in values.items()}
        return {"epoch": self.number, **metrics}


class Callback:
    """Base class of all callbacks: override the methods that you need.

    ``plugins.py`` lists the callbacks of every run. Add your own in ``train_model.py``.
    """

    def __init__(self, settings: TrainSettings) -> None:
        self.settings = settings

    def on_start(self, parameters: int) -> None:
        """Called before the first epoch, with the number of parameters of the model."""

    def on_step(self, loss: float) -> None:
        """Called after each step of the optimizer."""

    def on_epoch(self, epoch: Epoch) -> None:
        """Called after each epoch."""

    def on_end(self, history: list[Epoch]) -> None:
        """Called when the trained weights have been saved."""


class Progress(Callback):
    """Logs one line per epoch."""

    def on_start(self, parameters: int) -> None:
        """Log the size of the model."""
        logger.info("training %s parameters with seed %d", f"{parameters:,}", self.settings.seed)

    def on_epoch(self, epoch: Epoch) -> None:
        """Log the metrics of the epoch."""
        values = ", ".join(f"{name} {value:.4f}" for name, value in epoch.as_row().items() if name != "epoch")
        logger.info("epoch %d/%d: %s", epoch.number, self.settings.epochs, values.replace("_", " "))

    def on_end(self, history: list[Epoch]) -> None:
        """Log where the weights are."""
        logger.info("the weights are in %s", self.settings.model_path)


class MetricsFile(Callback):
    """Writes ``metrics.json``: the metrics of the last epoch, and those of all epochs under ``history``."""

    def on_end(self, history: list[Epoch]) -> None:
        """Write the file. It has no timestamps: the same run gives the same file."""
        path = Path(self.settings.reports_dir, "metrics.json")
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [epoch.as_row() for epoch in history]
        path.write_text(json.dumps({**rows[-1], "history": rows}, indent=2) + "\n", encoding="utf-8", newline="\n")


class TrainingFigure(Callback):
    """Plots every metric over the epochs: ``figures/training_statistics.png``."""

    def on_end(self, history: list[Epoch]) -> None:
        """Draw and save the figure."""
        from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

        numbers = [epoch.number for epoch in history]
        names = list(history[-1].validation)
        figure = Figure(figsize=(5 * len(names), 4), layout="constrained")
        for axes, name in zip(figure.subplots(1, len(names), squeeze=False).flat, names, strict=True):
            axes.plot(numbers, [epoch.train[name] for epoch in history], marker="o", label="training")
            axes.plot(numbers, [epoch.validation[name] for epoch in history], marker="o", label="validation")
            axes.set(title=name.capitalize(), xlabel="epoch")
            axes.legend()
        path = Path(self.settings.reports_dir, "figures", "training_statistics.png")
        path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(path)
