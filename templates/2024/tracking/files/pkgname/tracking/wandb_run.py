"""Record a training in Weights & Biases: its settings, the metrics of each epoch, the figure and the weights.

Runs are offline, in ``wandb/``, until ``WANDB_MODE=online`` is set. ``WANDB_MODE=disabled`` records nothing.
"""

from __future__ import annotations

import logging
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from pkgname.callbacks import Callback, Epoch

if TYPE_CHECKING:
    from wandb import Run

    from pkgname.settings import TrainSettings

PROJECT = "pkgname"
logger = logging.getLogger(__name__)


class WandbRun(Callback):
    """Records a run."""

    def __init__(self, settings: TrainSettings) -> None:
        super().__init__(settings)
        self.run: Run | None = None

    def on_start(self, parameters: int) -> None:
        """Start the run, with the settings of the training."""
        mode = os.environ.get("WANDB_MODE") or "offline"
        if mode == "disabled":
            return
        import wandb  # imported here: it takes a second, which a run that is not recorded need not wait

        # WANDB_PROJECT, WANDB_ENTITY and WANDB_API_KEY come from the environment.
        project = os.environ.get("WANDB_PROJECT") or PROJECT
        self.run = wandb.init(
            project=project,
            mode="online" if mode == "online" else "offline",
            config={**asdict(self.settings), "parameters": parameters},
        )
        self.run.define_metric("train_*", step_metric="epoch")
        self.run.define_metric("validation_*", step_metric="epoch")

    def on_step(self, loss: float) -> None:
        """Record the loss of a step."""
        if self.run is not None:
            self.run.log({"batch_loss": loss})

    def on_epoch(self, epoch: Epoch) -> None:
        """Record the metrics under the names that they have in ``metrics.json``."""
        if self.run is not None:
            self.run.log(epoch.as_row())

    def on_end(self, history: list[Epoch]) -> None:
        """Record the figure and the weights, and end the run."""
        if self.run is None:
            return
        import wandb

        figure = Path(self.settings.reports_dir, "figures", "training_statistics.png")
        if figure.is_file():
            self.run.log({"training_statistics": wandb.Image(str(figure))})
        artifact = wandb.Artifact("model", type="model", metadata=history[-1].as_row())
        artifact.add_file(self.settings.model_path)
        self.run.log_artifact(artifact)
        self.run.finish()
        logger.info("the run is in %s", self.run.dir)
