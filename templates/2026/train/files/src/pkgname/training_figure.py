"""The course of a run as a figure."""

from pathlib import Path

from pkgname.config import TrainConfig
from pkgname.events import Callback, EpochMetrics


class TrainingFigure(Callback):
    """Draws ``figures/training_statistics.png``: loss and accuracy over the epochs."""

    def __init__(self, config: TrainConfig) -> None:
        self.path = Path(config.reports_dir, "figures", "training_statistics.png")

    def on_end(self, history: list[EpochMetrics]) -> None:
        """Draw the figure."""
        from matplotlib.figure import Figure  # not pyplot: that one looks for a screen, which a server has not

        epochs = [metrics.epoch for metrics in history]
        figure = Figure(figsize=(10, 4), layout="constrained")
        loss, accuracy = figure.subplots(1, 2)
        loss.plot(epochs, [metrics.train_loss for metrics in history], marker="o", label="training")
        loss.plot(epochs, [metrics.validation_loss for metrics in history], marker="o", label="validation")
        loss.set(title="Loss", xlabel="epoch", ylabel="cross-entropy")
        accuracy.plot(epochs, [metrics.train_accuracy for metrics in history], marker="o", label="training")
        accuracy.plot(epochs, [metrics.validation_accuracy for metrics in history], marker="o", label="validation")
        accuracy.set(title="Accuracy", xlabel="epoch", ylabel="share of right answers")
        loss.legend()
        accuracy.legend()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        figure.savefig(self.path)
