"""The training loop: what happens in an epoch, and in one step of the optimizer."""

import math
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.optim import Adam, Optimizer

from pkgname.callbacks import Callback, Epoch
from pkgname.models.metrics import (
    Batch,
    Outputs,
    compute_loss,
    measure,
)
from pkgname.runtime import InputError, pick_device
from pkgname.settings import TrainSettings


def fit(
    model: nn.Module,
    loaders: tuple[Iterable[Batch], Iterable[Batch]],
    settings: TrainSettings,
    callbacks: Sequence[Callback],
) -> list[Epoch]:
    """Train a model in place, call the callbacks, and return the metrics of each epoch.

    Args:
        model: Maps images ``(B, C, H, W)`` to logits ``(B, classes)``.
        loaders: Batches to train on, and batches to validate on.
        settings: The settings of the run.
        callbacks: Called after each step and after each epoch.
    """
    device = pick_device(settings.device)
    model.to(device)
    optimizer = Adam(model.parameters(), settings.learning_rate)
    training, validation = loaders
    history: list[Epoch] = []
    for number in range(1, settings.epochs + 1):
        metrics = train_epoch(model, training, optimizer, device, callbacks)
        history.append(Epoch(number, metrics, measure(model, validation, device)))
        for callback in callbacks:
            callback.on_epoch(history[-1])
    return history


def train_epoch(
    model: nn.Module,
    batches: Iterable[Batch],
    optimizer: Optimizer,
    device: torch.device,
    callbacks: Sequence[Callback] = (),
) -> dict[str, float]:
    """Train on every batch once, and return the metrics of the outputs during training."""
    model.train()  # dropout on
    outputs = Outputs()
    for images, labels in batches:
        logits = model(images.to(device))  # (B, classes)
        loss = train_step(logits, labels.to(device), optimizer)
        outputs.add(logits, labels)
        for callback in callbacks:
            callback.on_step(loss)
    return outputs.compute()


def train_step(logits: Tensor, labels: Tensor, optimizer: Optimizer) -> float:
    """Update the weights once, and return the loss before the update."""
    loss = compute_loss(logits, labels)
    value = loss.item()
    if not math.isfinite(value):
        raise InputError(f"the loss became {value}: try a smaller learning rate")
    optimizer.zero_grad()  # gradients add up: without this, each step would include all earlier ones
    loss.backward()
    optimizer.step()
    return value
