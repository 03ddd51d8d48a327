"""The training loop: what happens in an epoch, and in one step of the optimizer."""

import math
from collections.abc import Iterable, Sequence

import torch
from torch import Tensor, nn
from torch.optim import Optimizer

from pkgname.callbacks import Callback, EpochMetrics
from pkgname.config import TrainConfig
from pkgname.metrics import Outputs, compute_loss, measure
from pkgname.runtime import InputError, pick_device
from pkgname.splits import Batch


def fit(
    model: nn.Module,
    loaders: tuple[Iterable[Batch], Iterable[Batch]],
    optimizer: Optimizer,
    config: TrainConfig,
    callbacks: Sequence[Callback],
) -> list[EpochMetrics]:
    """Train a model in place, call the callbacks, and return the metrics of each epoch.

    Args:
        model: Maps inputs ``(B, *input_shape)`` to logits ``(B, classes)``.
        loaders: Batches to train on, and batches to validate on.
        optimizer: Updates the parameters of the model.
        config: The settings of the run.
        callbacks: Called at the start, after each batch, after each epoch, and at the end.
    """
    device = pick_device(config.device)
    model.to(device)
    train_batches, validation_batches = loaders
    for callback in callbacks:
        callback.on_start(model, config)
    history: list[EpochMetrics] = []
    for epoch in range(1, config.epochs + 1):
        train_metrics = train_epoch(model, train_batches, optimizer, device, callbacks)
        history.append(EpochMetrics(epoch, train_metrics, measure(model, validation_batches, device)))
        for callback in callbacks:
            callback.on_epoch(history[-1])
    for callback in callbacks:
        callback.on_end(history)
    return history


def train_epoch(
    model: nn.Module,
    batches: Iterable[Batch],
    optimizer: Optimizer,
    device: torch.device,
    callbacks: Sequence[Callback] = (),
) -> dict[str, float]:
    """Train on every batch once, and return the metrics of the outputs during training."""
    model.train()  # dropout on, batch normalisation by the statistics of the batch
    outputs = Outputs()
    for inputs, targets in batches:
        logits = model(inputs.to(device))  # (B, classes)
        loss = train_step(logits, targets.to(device), optimizer)
        outputs.add(logits, targets)
        for callback in callbacks:
            callback.on_batch(loss)
    return outputs.compute()


def train_step(logits: Tensor, targets: Tensor, optimizer: Optimizer) -> float:
    """Update the weights once, and return the loss before the update."""
    loss = compute_loss(logits, targets)
    value = loss.item()
    if not math.isfinite(value):
        raise InputError(f"the loss became {value}: try a smaller learning rate")
    optimizer.zero_grad()  # gradients add up: without this, each step would include all earlier ones
    loss.backward()
    optimizer.step()
    return value
