"""The training loop with Lightning: it wraps the same model and reports to the same callbacks.

What a batch means and how the weights move stands here; devices, epochs, precision, checkpoints and early stopping are
Lightning's. Batches and optimizer are made in ``loop.py``.
"""

import logging
import math
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.utils.data import TensorDataset

from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.events import Callback, EpochMetrics
from pkgname.loop import make_loaders, make_optimizer
from pkgname.runtime import pick_device

Batch = Sequence[Tensor]
"""Inputs ``(B, *input_shape)`` float32 and targets ``(B,)`` int64."""


class LightningModel(L.LightningModule):
    """What is done with a batch.

    Args:
        model: Maps ``(B, *input_shape)`` inputs to ``(B, classes)`` logits.
        config: How the weights are moved.
    """

    def __init__(self, model: nn.Module, config: OptimizerConfig) -> None:
        super().__init__()
        self.model = model
        self.config = config

    def configure_optimizers(self) -> Optimizer:
        """Build the optimizer; Lightning calls it, and makes its steps."""
        return make_optimizer(self.model, self.config)

    def training_step(self, batch: Batch, index: int) -> Tensor:
        """Return the loss of a batch; Lightning moves the weights against its gradient."""
        loss = self.measure("train", batch)
        if not math.isfinite(loss.item()):
            raise ValueError(f"the loss became {loss.item()}; try a smaller learning rate")
        return loss

    def validation_step(self, batch: Batch, index: int) -> None:
        """Measure a batch that was held out; Lightning has switched dropout and gradients off."""
        self.measure("validation", batch)

    def measure(self, split: str, batch: Batch) -> Tensor:
        """Compute the loss of a batch, and log it with the accuracy: Lightning takes the mean of an epoch."""
        inputs, targets = batch
        logits = self.model(inputs)  # (B, classes)
        loss = nn.functional.cross_entropy(logits, targets)
        accuracy = (logits.argmax(dim=1) == targets).float().mean()
        figures = {f"{split}_loss": loss, f"{split}_accuracy": accuracy}
        self.log_dict(figures, on_step=False, on_epoch=True, batch_size=len(targets))
        return loss


class Reporter(L.Callback):
    """Tells the callbacks of this project what Lightning's trainer does."""

    def __init__(self, callbacks: Sequence[Callback]) -> None:
        self.callbacks = callbacks
        self.history: list[EpochMetrics] = []

    def on_train_batch_end(
        self, trainer: L.Trainer, pl_module: L.LightningModule, outputs: object, batch: object, batch_idx: int
    ) -> None:
        """Report the loss of a step."""
        loss = outputs["loss"].item() if isinstance(outputs, dict) else math.nan
        for callback in self.callbacks:
            callback.on_batch(loss)

    def on_train_epoch_end(self, trainer: L.Trainer, pl_module: L.LightningModule) -> None:
        """Report the figures of an epoch; it has been validated by now."""
        figures = {name: value.item() for name, value in trainer.callback_metrics.items()}
        self.history.append(EpochMetrics(trainer.current_epoch + 1, **figures))
        for callback in self.callbacks:
            callback.on_epoch(self.history[-1])


def fit(
    model: nn.Module, data: TensorDataset, config: TrainConfig, callbacks: Sequence[Callback]
) -> list[EpochMetrics]:
    """Train a model in place and report to the callbacks, as ``fit`` in ``loop.py`` does.

    The weights of the epoch with the lowest validation loss are kept beside ``model_path``, in ``<name>-best.ckpt``.
    """
    reporter, path = Reporter(callbacks), Path(config.model_path)
    best = ModelCheckpoint(
        path.parent,
        filename=f"{path.stem}-best",
        monitor="validation_loss",
        enable_version_counter=False,
    )
    for callback in callbacks:
        callback.on_start(model, config)
    module = LightningModel(model, config.optimizer)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*many workers|.*LeafSpec|.*not empty|.*logging interval")
        make_trainer(config, [reporter, best]).fit(module, *make_loaders(data, config))
    if config.trainer.restore_best and best.best_model_path:
        module.load_state_dict(torch.load(best.best_model_path, weights_only=True)["state_dict"])
    for callback in callbacks:
        callback.on_end(reporter.history)
    return reporter.history


def make_trainer(config: TrainConfig, callbacks: list[L.Callback]) -> L.Trainer:
    """Build Lightning's trainer from the settings of a run."""
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)  # not which devices this machine has
    device = pick_device(config.device)
    settings = config.trainer
    precision: Any = settings.precision  # Lightning refuses a name that it does not know
    if settings.patience:
        callbacks = [*callbacks, EarlyStopping("validation_loss", patience=settings.patience)]
    return L.Trainer(
        accelerator=device.type,
        devices=1 if device.index is None else [device.index],
        max_epochs=config.epochs,
        precision=precision,
        limit_train_batches=settings.limit_train_batches,
        fast_dev_run=settings.fast_dev_run,
        callbacks=callbacks,
        deterministic="warn",  # as set_seed has it; the default would undo that
        num_sanity_val_steps=0,  # a look at the validation items before the first epoch, which draws random numbers
        logger=False,  # what a run reports to is in callbacks.py
        enable_progress_bar=False,
        enable_model_summary=False,
    )
