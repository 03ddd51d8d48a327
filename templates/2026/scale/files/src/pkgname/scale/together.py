"""A training in several processes: what each of them builds, and what all report."""

from __future__ import annotations

import logging
import time
import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import torch
import torch.distributed as dist

from pkgname import plugins
from pkgname.callbacks import Callback, EpochMetrics
from pkgname.checkpoint import save_checkpoint
from pkgname.config import TrainConfig
from pkgname.model import Model
from pkgname.runtime import set_seed
from pkgname.scale.processes import (
    Processes,
    Replica,
    fingerprint,
)
from pkgname.scale.shares import share
from pkgname.splits import load_split, make_loaders

if TYPE_CHECKING:
    from torch import nn
    from torch.optim import Optimizer

    from pkgname.interfaces import Metadata
    from pkgname.splits import Batches

logger = logging.getLogger(__name__)


class Together(Callback):
    """Passes on what happens: the metrics of the training are the mean over the processes.

    The validation metrics are the same in all processes, because each validates on all items.

    Args:
        processes: All processes.
        config: The settings of the run.
        callbacks: Those of process 0; the others have none.
    """

    def __init__(self, processes: Processes, config: TrainConfig, callbacks: Sequence[Callback]) -> None:
        self.processes, self.config, self.callbacks = processes, config, callbacks
        self.history: list[EpochMetrics] = []

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        """Pass on the model itself."""
        for callback in self.callbacks:
            callback.on_start(getattr(model, "module", model), self.config)

    def on_batch(self, loss: float) -> None:
        """Pass on the loss of the share of process 0."""
        for callback in self.callbacks:
            callback.on_batch(loss)

    def on_epoch(self, metrics: EpochMetrics) -> None:
        """Compute the mean over the processes, and pass it on."""
        found = self.processes.gather(metrics.train)
        train = {name: sum(one[name] for one in found) / len(found) for name in metrics.train}
        self.history.append(replace(metrics, train=train))
        for callback in self.callbacks:
            callback.on_epoch(self.history[-1])

    def on_end(self, history: Sequence[EpochMetrics]) -> None:
        """Pass on the metrics of all epochs; the loop says to which of them it went back."""
        self.history = [replace(ours, restored=one.restored) for ours, one in zip(self.history, history, strict=True)]
        for callback in self.callbacks:
            callback.on_end(self.history)


@dataclass
class Run:
    """What a process needs for its part in a training."""

    model: nn.Module
    metadata: Metadata
    optimizer: Optimizer
    loaders: tuple[Batches, Batches]
    device: torch.device


def prepare(config: TrainConfig, processes: Processes) -> Run:
    """Build what ``train`` builds, from the same seed, with the share of this process in each batch."""
    config.validate()
    device = processes.pick_device(config.device)
    data = load_split(config.processed_dir, "train")
    set_seed(config.seed)
    model = Model(data.metadata, config.model)
    optimizer = config.optimizer.build(model.parameters())
    train_batches, validation_batches = make_loaders(data, config)
    shared = share(train_batches, config.batch_size, processes.rank, processes.count)
    return Run(model, data.metadata, optimizer, (shared, validation_batches), device)


def train_together(run: Run, config: TrainConfig, processes: Processes) -> list[EpochMetrics]:
    """Train, and leave what ``train`` leaves: process 0 writes it.

    Raises:
        RuntimeError: The processes have ended with different weights, which is a bug.
    """
    torch.manual_seed(config.seed + processes.rank)  # each process drops other features
    callbacks = plugins.default_callbacks(config) if processes.rank == 0 else []
    together, start = Together(processes, config, callbacks), time.perf_counter()
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*sync_dist")  # the validation metrics are the same everywhere
        own = replace(config, device=str(run.device))
        if processes.rank > 0:  # what a loop writes by itself, such as Lightning's checkpoint, is not kept
            own = replace(own, model_path=str(Path(folder, "model.pth")), reports_dir=folder)
        plugins.training_loop()(Replica(run.model, run.device), run.loaders, run.optimizer, own, [together])
    for buffer in run.model.buffers():  # the statistics of batch normalisation are those of process 0
        dist.broadcast(buffer, 0)
    weights = set(processes.gather(fingerprint(run.model)))
    if len(weights) > 1:
        raise RuntimeError(f"the {processes.count} processes have ended with different weights: {weights}")
    if processes.rank == 0:
        seconds = time.perf_counter() - start
        logger.info("%d processes have ended with equal weights (%s), in %.1f s", processes.count, *weights, seconds)
        save_checkpoint(Path(config.model_path), run.model, run.metadata, config.model)
    for callback in callbacks:
        callback.on_saved(Path(config.model_path), together.history)
    return together.history
