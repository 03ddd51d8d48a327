"""How the items of an epoch are shared among processes: each one is in the share of exactly one of them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from torch.utils.data import Sampler

from pkgname.runtime import InputError
from pkgname.splits import Batches

SMALLEST_SHARE = 2  # batch normalisation cannot train on one item


class Shares(Sampler[list[int]]):
    """The share of one process in each batch of an epoch.

    PyTorch's ``DistributedSampler`` repeats items until all processes have as many. Here each item is there once:
    all batches have about one size, and so have the shares in each of them. A batch is still one step of the optimizer
    with about ``batch_size`` items, so the learning rate means the same for any number of processes.

    Args:
        order: Draws the order of the items anew for each epoch, the same one in all processes.
        batch_size: The size of a batch, over all processes.
        rank: The number of this process, from 0.
        count: The number of processes.

    Raises:
        InputError: There are too few items for so many processes.
    """

    def __init__(self, order: Any, batch_size: int, rank: int, count: int) -> None:
        self.order, self.rank, self.count = order, rank, count
        size = len(order)
        self.batches = math.ceil(size / batch_size)
        smallest = size // self.batches if self.batches else 0
        if smallest < SMALLEST_SHARE * count:
            raise InputError(
                f"a batch of {smallest} items is too small for {count} processes, which need {SMALLEST_SHARE} each: "
                f"start at most {max(1, smallest // SMALLEST_SHARE)} of them, or use a larger batch_size"
            )

    def __len__(self) -> int:
        return self.batches

    def __iter__(self) -> Iterator[list[int]]:
        for batch in np.array_split(np.array(list(self.order)), self.batches):
            yield batch[self.rank :: self.count].tolist()


def share(batches: Batches, batch_size: int, rank: int, count: int) -> Batches:
    """Return the batches of one process: its share in each, in the order that a single process would draw."""
    loader = batches.loader
    return Batches(
        loader.dataset,
        batches.metadata,
        batch_sampler=Shares(loader.sampler, batch_size, rank, count),
        generator=loader.generator,  # all draw from it in the same way, so all draw the same order
        num_workers=loader.num_workers,
    )
