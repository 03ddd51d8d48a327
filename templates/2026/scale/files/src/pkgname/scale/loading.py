"""How batches are loaded: the settings that PyTorch's ``DataLoader`` has besides ``workers``.

The loaders of ``splits`` are built again with these settings, right before the training: ``train.py`` knows nothing of
it. The batches stay the same ones, in the same order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import wraps
from typing import Any

import torch
from torch import Generator, nn
from torch.optim import Optimizer
from torch.utils.data import Sampler

from pkgname.callbacks import Callback, EpochMetrics
from pkgname.config import TrainConfig
from pkgname.runtime import InputError
from pkgname.splits import Batches

Fit = Callable[..., list[EpochMetrics]]


class SameOrder(Sampler[list[int]]):
    """Batches in the order that they have without persistent workers.

    At the start of each epoch a loader draws a seed for its workers, from the generator that also shuffles the items.
    One with persistent workers draws it only once: from the second epoch on, it would shuffle in another way.

    Args:
        batches: The indices of each batch.
        generator: The generator of the loader.
    """

    def __init__(self, batches: Iterable[list[int]], generator: Generator | None) -> None:
        self.batches, self.generator, self.began = batches, generator, False

    def __len__(self) -> int:
        return len(self.batches)  # type: ignore[arg-type]  # PyTorch types it as any iterable

    def __iter__(self) -> Iterator[list[int]]:
        if self.began and self.generator is not None:
            torch.empty((), dtype=torch.int64).random_(generator=self.generator)  # as the loader draws it
        self.began = True
        yield from self.batches


def tune(batches: Any, config: TrainConfig) -> Any:
    """Return batches that are loaded as the settings say; those of a loader that is not ours stay as they are.

    Raises:
        InputError: A setting makes no sense, or needs workers.
    """
    check(config)
    is_default = not (config.pin_memory or config.persistent_workers or config.prefetch_factor)
    if is_default or not isinstance(batches, Batches):
        return batches
    loader = batches.loader
    order: Any = loader.batch_sampler
    options: dict[str, Any] = {"pin_memory": config.pin_memory, "persistent_workers": config.persistent_workers}
    return Batches(
        loader.dataset,
        batches.metadata,
        batch_sampler=SameOrder(order, loader.generator) if config.persistent_workers else order,
        generator=loader.generator,
        num_workers=loader.num_workers,
        worker_init_fn=loader.worker_init_fn,
        multiprocessing_context=loader.multiprocessing_context,
        prefetch_factor=config.prefetch_factor or loader.prefetch_factor,
        **options,
    )


def check(config: TrainConfig) -> None:
    """Refuse what only workers can do where there are none."""
    if config.prefetch_factor < 0:
        raise InputError(f"prefetch_factor is {config.prefetch_factor}: it has to be 0 or more")
    asked = {"persistent_workers": config.persistent_workers, "prefetch_factor": config.prefetch_factor}
    for name, value in asked.items():
        if value and not config.workers:
            raise InputError(f"{name} is {value}, but there are no workers: set workers to 1 or more")


def with_loading(fit: Fit) -> Fit:
    """Wrap a training loop, so that its batches are loaded as the settings say."""

    @wraps(fit)
    def tuned(
        model: nn.Module,
        loaders: tuple[Any, Any],
        optimizer: Optimizer,
        config: TrainConfig,
        callbacks: Sequence[Callback],
    ) -> list[EpochMetrics]:
        train, validation = loaders
        return fit(model, (tune(train, config), tune(validation, config)), optimizer, config, callbacks)

    return tuned
