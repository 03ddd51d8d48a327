"""The training loop, run by Lightning: it trains the same model and calls the same callbacks.

This module says what happens with a batch. Epochs, devices, precision, checkpoints and early stopping are Lightning's.
"""

import logging
import math
import warnings
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import lightning as L
import torch
from lightning.pytorch.callbacks import EarlyStopping, ModelCheckpoint
from torch import Tensor, nn
from torch.optim import Optimizer

from pkgname.callbacks import Callback, EpochMetrics
from pkgname.config import TrainConfig
from pkgname.metrics import OBJECTIVE, Outputs, compute_loss
from pkgname.runtime import InputError, pick_device
from pkgname.splits import Batch, Batches

MONITOR = f"validation_{OBJECTIVE}"


class LightningModel(L.LightningModule):
    """What happens with a batch, and what is reported of it.

    Args:
        model: Maps inputs ``(B, *input_shape)`` to logits ``(B, classes)``.
        optimizer: Updates the parameters of the model.
        callbacks: Called after each batch and after each epoch.
    """

    def __init__(self, model: nn.Module, optimizer: Optimizer, callbacks: Sequence[Callback] = ()) -> None:
        super().__init__()
        self.model = model
        self.optimizer = optimizer
        self.callbacks = callbacks
        self.history: list[EpochMetrics] = []
        self.outputs = {"train": Outputs(), "validation": Outputs()}

    def configure_optimizers(self) -> Optimizer:
        """Return the optimizer; Lightning calls its steps."""
        return self.optimizer

    def training_step(self, batch: Batch, index: int) -> Tensor:
        """Return the loss of a batch; Lightning computes the gradients and updates the weights."""
        loss = compute_loss(self.predict("train", batch), batch[1])
        if not math.isfinite(loss.item()):
            raise InputError(f"the loss became {loss.item()}: try a smaller learning rate")
        return loss

    def validation_step(self, batch: Batch, index: int) -> None:
        """Compute the outputs of a validation batch; Lightning has switched dropout and gradients off."""
        self.predict("validation", batch)

    def predict(self, split: str, batch: Batch) -> Tensor:
        """Compute logits ``(B, classes)``, and collect them for the metrics of the epoch."""
        inputs, targets = batch
        logits: Tensor = self.model(inputs)
        self.outputs[split].add(logits, targets)
        return logits

    def on_validation_epoch_end(self) -> None:
        """Log the validation metrics, which early stopping and the checkpoint watch."""
        self.log_dict({f"validation_{name}": value for name, value in self.outputs["validation"].compute().items()})

    def on_train_batch_end(self, outputs: Any, batch: Any, batch_idx: int) -> None:
        """Report the loss of a step."""
        for callback in self.callbacks:
            callback.on_batch(outputs["loss"].item())

    def on_train_epoch_end(self) -> None:
        """Report the metrics of an epoch; the validation has run by now."""
        train, validation = (self.outputs[split].compute() for split in ("train", "validation"))
        self.outputs = {"train": Outputs(), "validation": Outputs()}
        self.history.append(EpochMetrics(self.current_epoch + 1, train, validation))
        for callback in self.callbacks:
            callback.on_epoch(self.history[-1])


def fit(
    model: nn.Module,
    loaders: tuple[Batches, Batches],
    optimizer: Optimizer,
    config: TrainConfig,
    callbacks: Sequence[Callback],
) -> list[EpochMetrics]:
    """Train a model in place and call the callbacks.

    Args:
        model: Maps inputs ``(B, *input_shape)`` to logits ``(B, classes)``.
        loaders: Batches to train on, and batches to validate on.
        optimizer: Updates the parameters of the model.
        config: The settings of the run.
        callbacks: Called at the start, after each batch, after each epoch, and at the end.

    Returns:
        The metrics of each epoch.
    """
    module = LightningModel(model, optimizer, callbacks)
    for callback in callbacks:
        callback.on_start(model, config)
    run(module, loaders, config)
    for callback in callbacks:
        callback.on_end(module.history)
    return module.history


def run(module: LightningModel, loaders: tuple[Batches, Batches], config: TrainConfig) -> None:
    """Run the epochs; the best weights are saved beside ``model_path``, as ``<name>-best.ckpt``, and restored if asked."""
    path = Path(config.model_path)
    best = ModelCheckpoint(path.parent, f"{path.stem}-best", monitor=MONITOR, enable_version_counter=False)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*many workers|.*LeafSpec|.*not empty|.*logging interval")
        make_trainer(config, [best]).fit(module, *loaders)
    if config.trainer.restore_best and best.best_model_path:
        content = torch.load(best.best_model_path, weights_only=True)
        module.load_state_dict(content["state_dict"])
        index = content["epoch"]  # from 0
        module.history[index] = replace(module.history[index], restored=True)


def make_trainer(config: TrainConfig, callbacks: list[L.Callback]) -> L.Trainer:
    """Build Lightning's trainer from the settings of a run."""
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)  # without the list of available devices
    device = pick_device(config.device)
    settings = config.trainer
    precision: Any = settings.precision  # Lightning rejects a name that it does not know
    if settings.patience:
        callbacks = [*callbacks, EarlyStopping(MONITOR, patience=settings.patience)]
    return L.Trainer(
        accelerator=device.type,
        devices=1 if device.index is None else [device.index],
        max_epochs=config.epochs,
        precision=precision,
        limit_train_batches=settings.limit_train_batches,
        fast_dev_run=settings.fast_dev_run,
        callbacks=callbacks,
        deterministic="warn",  # as in set_seed; the default would switch that off
        num_sanity_val_steps=0,  # a validation before the first epoch, which would draw random numbers
        logger=False,  # plugins.py lists what a run reports to
        enable_progress_bar=False,
        enable_model_summary=False,
    )
