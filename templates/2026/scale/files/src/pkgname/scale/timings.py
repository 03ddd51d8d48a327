"""How long an epoch of batches takes, with one way of loading them, and which batches these are."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from statistics import mean, stdev
from typing import TYPE_CHECKING

from pkgname.config import TrainConfig
from pkgname.runtime import pick_device

if TYPE_CHECKING:
    from pkgname.splits import Batches

HEADER = ("workers", "other settings", "first epoch", "later epochs", "spread", "items per second")
CHECKED_EPOCHS = 2  # what differs between epochs, such as the order, is seen in the second one


@dataclass
class Timing:
    """The seconds that each epoch took with some settings; the first one includes the start of the workers."""

    config: TrainConfig
    items: int = 0
    seconds: list[float] = field(default_factory=list)

    def name(self) -> str:
        """Return the settings besides the number of workers."""
        settings = ("persistent_workers", "prefetch_factor", "pin_memory")
        values = {name: getattr(self.config, name) for name in settings}
        return ", ".join(name if value is True else f"{name} {value}" for name, value in values.items() if value)

    def spread(self) -> float:
        """Return the standard deviation of the later epochs in seconds."""
        return stdev(self.seconds[1:])

    def overlaps(self, faster: Timing) -> bool:
        """Say whether both may be as fast: their means are less apart than their spreads."""
        return mean(self.seconds[1:]) - mean(faster.seconds[1:]) < self.spread() + faster.spread()

    def row(self) -> list[str]:
        """Return the row of the table."""
        later = mean(self.seconds[1:])
        times = [f"{1000 * value:.1f} ms" for value in (self.seconds[0], later, self.spread())]
        return [str(self.config.workers), self.name() or "-", *times, f"{self.items / later:,.0f}"]


def choose_settings(config: TrainConfig, workers: Sequence[int]) -> list[TrainConfig]:
    """List what is measured: each number of workers, and what workers can do besides."""
    import torch

    plain = [replace(config, workers=count) for count in sorted({0, *workers})]
    persistent = [replace(one, persistent_workers=True) for one in plain if one.workers]
    prefetch = [replace(one, prefetch_factor=4) for one in persistent]
    pinned = [replace(one, pin_memory=True) for one in [plain[0], *persistent]] if torch.cuda.is_available() else []
    return [*plain, *persistent, *prefetch, *pinned]


def open_batches(config: TrainConfig, limit: int) -> Batches:
    """Open the training batches as a training with these settings gets them, in epochs of about ``limit`` batches.

    The data are cut, and not the epochs: what a loader has read ahead of a batch that nobody takes would change the order
    of the next epoch.
    """
    from pkgname.scale.loading import tune
    from pkgname.splits import load_split, make_loaders

    data = load_split(config.processed_dir, "train")
    data.targets = data.targets[: round(limit * config.batch_size / (1 - config.validation_fraction))]
    batches: Batches = tune(make_loaders(data, config)[0], config)
    return batches


def digest(config: TrainConfig, limit: int) -> str:
    """Identify the batches of two epochs: their items, their targets and their order."""
    batches, found = open_batches(config, limit), sha256()
    for _ in range(CHECKED_EPOCHS):
        for inputs, targets in batches:
            found.update(inputs.contiguous().numpy().tobytes() + targets.numpy().tobytes())
    return found.hexdigest()


def measure(config: TrainConfig, limit: int, repeats: int) -> Timing:
    """Load an epoch and ``repeats`` more, to the device where the training would use them."""
    batches, device, timing = open_batches(config, limit), pick_device(config.device), Timing(config)
    for _ in range(1 + repeats):
        timing.items, start = 0, time.perf_counter()
        for inputs, targets in batches:
            timing.items += len(targets)
            inputs.to(device)
            targets.to(device)
        timing.seconds.append(time.perf_counter() - start)
    return timing
