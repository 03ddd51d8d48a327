"""The training loop."""

import math
from collections.abc import Iterable, Sequence

import torch
from torch import Generator, Tensor, nn
from torch.optim import SGD, Adam, AdamW, Optimizer
from torch.utils.data import DataLoader, TensorDataset, random_split

from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.evaluate import measure
from pkgname.events import Callback, EpochMetrics
from pkgname.runtime import pick_device

Loader = DataLoader[tuple[Tensor, ...]]
Batches = Iterable[Sequence[Tensor]]
"""Pairs of inputs ``(B, *input_shape)`` float32 and targets ``(B,)`` int64."""


def fit(
    model: nn.Module, data: TensorDataset, config: TrainConfig, callbacks: Sequence[Callback]
) -> list[EpochMetrics]:
    """Train a model in place and report to the callbacks.

    Args:
        model: Maps ``(B, *input_shape)`` inputs to ``(B, classes)`` logits.
        data: The training split, of which a part is held out for validation.
        config: The settings of the run.
        callbacks: Those who hear of batches and epochs.

    Returns:
        The figures of each epoch.
    """
    device = pick_device(config.device)
    model.to(device)
    train_loader, validation_loader = make_loaders(data, config)
    optimizer = make_optimizer(model, config.optimizer)
    for callback in callbacks:
        callback.on_start(model, config)
    history: list[EpochMetrics] = []
    for epoch in range(1, config.epochs + 1):
        train_loss, train_accuracy = train_epoch(model, train_loader, optimizer, device, callbacks)
        validation = measure(model, validation_loader, device)
        history.append(EpochMetrics(epoch, train_loss, train_accuracy, validation.loss, validation.accuracy))
        for callback in callbacks:
            callback.on_epoch(history[-1])
    for callback in callbacks:
        callback.on_end(history)
    return history


def train_epoch(
    model: nn.Module, batches: Batches, optimizer: Optimizer, device: torch.device, callbacks: Sequence[Callback] = ()
) -> tuple[float, float]:
    """Show every batch to the model once; return mean loss and accuracy as they were while it learned."""
    model.train()  # dropout and batch normalisation behave differently in training
    total_loss, correct, seen = 0.0, 0, 0
    for inputs, targets in batches:
        inputs, targets = inputs.to(device), targets.to(device)
        logits = model(inputs)  # (B, classes)
        loss = train_step(logits, targets, optimizer)
        total_loss += loss * len(targets)
        correct += int((logits.argmax(dim=1) == targets).sum())
        seen += len(targets)
        for callback in callbacks:
            callback.on_batch(loss)
    return total_loss / seen, correct / seen


def train_step(logits: Tensor, targets: Tensor, optimizer: Optimizer) -> float:
    """Move the weights once against the gradient of the loss, and return that loss."""
    loss = nn.functional.cross_entropy(logits, targets)
    value = loss.item()
    if not math.isfinite(value):
        raise ValueError(f"the loss became {value}; try a smaller learning rate")
    optimizer.zero_grad()  # gradients add up; without this each step would also hold all earlier ones
    loss.backward()
    optimizer.step()
    return value


def make_loaders(data: TensorDataset, config: TrainConfig) -> tuple[Loader, Loader]:
    """Divide the training split into batches to learn from and batches to watch the training with."""
    validation_size = max(1, round(len(data) * config.validation_fraction))
    # Generators of their own: the order of the items must not depend on what else has drawn random numbers.
    held_out = Generator().manual_seed(config.seed)
    train, validation = random_split(data, [len(data) - validation_size, validation_size], held_out)
    order = Generator().manual_seed(config.seed)
    return (
        DataLoader(train, config.batch_size, shuffle=True, generator=order, num_workers=config.workers),
        DataLoader(validation, config.batch_size, num_workers=config.workers),
    )


def make_optimizer(model: nn.Module, config: OptimizerConfig) -> Optimizer:
    """Build the optimizer that the settings name."""
    match config.name:
        case "adam":
            return Adam(model.parameters(), config.learning_rate, weight_decay=config.weight_decay)
        case "adamw":
            return AdamW(model.parameters(), config.learning_rate, weight_decay=config.weight_decay)
        case "sgd":
            return SGD(model.parameters(), config.learning_rate, config.momentum, weight_decay=config.weight_decay)
        case unknown:
            raise ValueError(f"optimizer {unknown!r} is none of adam, adamw and sgd")
