"""Record a training in Weights & Biases: its settings, curves, figure and weights. Off until ``logger.mode`` is set."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pkgname.callbacks import (
    Callback,
    EpochMetrics,
    saved_metrics,
)
from pkgname.tracking.settings import (
    MODEL_FILE,
    MODEL_NAME,
    LoggerSettings,
)
from pkgname.tracking.wandb_account import (
    first_line,
    import_wandb,
    log_in,
)

if TYPE_CHECKING:
    from torch import nn
    from wandb import Run

    from pkgname.config import TrainConfig

logger = logging.getLogger(__name__)


class WandbRun(Callback):
    """Records a run: the loss of each step, the metrics of each epoch, the figure, and the weights with their metrics."""

    def __init__(self, config: TrainConfig) -> None:
        self.settings = config.logger
        self.figure = Path(config.reports_dir, "figures", "training_statistics.png")
        self.run: Run | None = None

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        """Start the run, with the settings of the training."""
        if self.settings.mode in ("offline", "online"):
            self.run = start_run(self.settings, asdict(config))

    def on_batch(self, loss: float) -> None:
        """Record the loss of a step."""
        if self.run is not None:
            self.run.log({"batch_loss": loss})

    def on_epoch(self, metrics: EpochMetrics) -> None:
        """Record the metrics under the names that they have in ``metrics.json``."""
        if self.run is not None:
            self.run.log(metrics.as_row())

    def on_saved(self, path: Path, history: Sequence[EpochMetrics]) -> None:
        """Record the figure and the weights, and end the run."""
        if self.run is None:
            return
        wandb, metrics = import_wandb(), saved_metrics(history).as_row()
        self.run.summary.update(metrics)  # with restored weights, these are not the ones that were logged last
        if self.figure.is_file():
            self.run.log({"training_statistics": wandb.Image(str(self.figure))})
        if self.settings.log_model:
            artifact = wandb.Artifact(MODEL_NAME, type="model", metadata=metrics)
            artifact.add_file(str(path), name=MODEL_FILE)
            self.run.log_artifact(artifact)
        self.run.finish()


def start_run(settings: LoggerSettings, config: dict[str, Any]) -> Run:
    """Start a run. Where there is no access, it is offline: no training is lost because of a key or a network."""
    wandb = import_wandb()

    def start(mode: str) -> Run:
        run: Run = wandb.init(
            project=settings.project, entity=settings.entity or None, mode=mode, config=config, job_type="train"
        )
        run.define_metric("train_*", step_metric="epoch")
        run.define_metric("validation_*", step_metric="epoch")
        return run

    if settings.mode == "online":
        reason = log_in()
        try:
            if not reason:
                return start("online")
        except wandb.Error as error:
            reason = first_line(error)
        logger.warning("this run is recorded offline, because %s", reason)
    return start("offline")


def with_wandb(train: Callable[[TrainConfig], Any]) -> Callable[[TrainConfig], Any]:
    """Wrap a training: what is not set comes from the environment, and a run that fails ends as failed."""

    @wraps(train)
    def tracked(config: TrainConfig) -> Any:
        config.logger = config.logger.resolve()
        try:
            return train(config)
        except BaseException:
            wandb = sys.modules.get("wandb")
            if wandb is not None and getattr(wandb, "run", None) is not None:
                wandb.run.finish(exit_code=1)
            raise

    return tracked
