"""A line in the log for each epoch."""

import logging

from torch import nn

from pkgname.config import TrainConfig
from pkgname.events import Callback, EpochMetrics

logger = logging.getLogger(__name__)


class Progress(Callback):
    """Logs what training does, so that it is on the screen and in the log file of a run that has one."""

    def __init__(self, config: TrainConfig) -> None:
        self.epochs = config.epochs

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        """Log the size of the model."""
        parameters = sum(parameter.numel() for parameter in model.parameters())
        logger.info("training %s parameters with seed %s", f"{parameters:,}", config.seed)

    def on_epoch(self, metrics: EpochMetrics) -> None:
        """Log the figures of an epoch."""
        logger.info(
            "epoch %d/%d: train loss %.4f, validation loss %.4f, validation accuracy %.4f",
            metrics.epoch,
            self.epochs,
            metrics.train_loss,
            metrics.validation_loss,
            metrics.validation_accuracy,
        )
