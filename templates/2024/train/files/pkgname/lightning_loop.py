"""The training loop, run by Lightning: it trains the same model and calls the same callbacks.

This module says what happens with a batch. Epochs, devices and checkpoints are Lightning's.
"""

import logging
import math
import warnings
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import lightning as L
from lightning.pytorch.callbacks import ModelCheckpoint
from torch import Tensor, nn
from torch.optim import Adam, Optimizer

from pkgname.callbacks import Callback, Epoch
from pkgname.models.metrics import Batch, Outputs, compute_loss
from pkgname.runtime import InputError, pick_device
from pkgname.settings import TrainSettings


class LightningModel(L.LightningModule):
    """What happens with a batch, and what is reported of it.

    Args:
        model: Maps images ``(B, C, H, W)`` to logits ``(B, classes)``.
        learning_rate: Step size of the optimizer.
        callbacks: Called after each step and after each epoch.
    """

    def __init__(self, model: nn.Module, learning_rate: float, callbacks: Sequence[Callback] = ()) -> None:
        super().__init__()
        self.model = model
        self.learning_rate = learning_rate
        self.callbacks = callbacks
        self.history: list[Epoch] = []
        self.outputs = {"train": Outputs(), "validation": Outputs()}

    def configure_optimizers(self) -> Optimizer:
        """Return the optimizer; Lightning calls its steps."""
        return Adam(self.model.parameters(), self.learning_rate)

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
        images, labels = batch
        logits: Tensor = self.model(images)
        self.outputs[split].add(logits, labels)
        return logits

    def on_validation_epoch_end(self) -> None:
        """Log the metrics by which Lightning's checkpoint knows the best epoch."""
        self.log_dict({f"validation_{name}": value for name, value in self.outputs["validation"].compute().items()})

    def on_train_batch_end(self, outputs: Any, batch: Any, batch_idx: int) -> None:
        """Report the loss of a step."""
        for callback in self.callbacks:
            callback.on_step(outputs["loss"].item())

    def on_train_epoch_end(self) -> None:
        """Report the metrics of an epoch; the validation has run by now."""
        train, validation = (self.outputs[split].compute() for split in ("train", "validation"))
        self.outputs = {"train": Outputs(), "validation": Outputs()}
        self.history.append(Epoch(self.current_epoch + 1, train, validation))
        for callback in self.callbacks:
            callback.on_epoch(self.history[-1])


def fit(
    model: nn.Module,
    loaders: tuple[Iterable[Batch], Iterable[Batch]],
    settings: TrainSettings,
    callbacks: Sequence[Callback],
) -> list[Epoch]:
    """Train a model in place, call the callbacks, and return the metrics of each epoch."""
    module = LightningModel(model, settings.learning_rate, callbacks)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*many workers|.*LeafSpec|.*not empty|.*logging interval")
        make_trainer(settings).fit(module, *loaders)
    return module.history


def make_trainer(settings: TrainSettings) -> L.Trainer:
    """Make Lightning's trainer; it saves the weights of the best epoch beside ``model_path``, as ``<name>-best.ckpt``."""
    logging.getLogger("lightning.pytorch").setLevel(logging.WARNING)  # without the list of available devices
    device = pick_device(settings.device)
    path = Path(settings.model_path)
    best = ModelCheckpoint(path.parent, f"{path.stem}-best", monitor="validation_loss", enable_version_counter=False)
    return L.Trainer(
        accelerator=device.type,
        devices=1 if device.index is None else [device.index],
        max_epochs=settings.epochs,
        callbacks=[best],
        deterministic="warn",  # as in set_seed; the default would switch that off
        num_sanity_val_steps=0,  # a validation before the first epoch, which would draw random numbers
        logger=False,  # plugins.py lists what a run reports to
        enable_progress_bar=False,
        enable_model_summary=False,
    )
