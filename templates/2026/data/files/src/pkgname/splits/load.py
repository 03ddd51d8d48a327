"""Load the training and the test split in batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import torch
from torch import Generator, Tensor
from torch.utils.data import DataLoader, Dataset, random_split

from pkgname.interfaces import Metadata
from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
)

if TYPE_CHECKING:
    from pkgname.config import TrainConfig

Split = Literal["train", "test"]
Batch = tuple[Tensor, Tensor]
"""Inputs ``(B, *input_shape)`` and targets ``(B,)`` int64."""
IN_MEMORY = 64 * 1024**2  # bytes; a smaller file is read once and kept


class SplitDataset(Dataset[Batch]):
    """One split of the processed data.

    Args:
        processed_dir: The folder that ``preprocess`` has written.
        split: Which split.
    """

    def __init__(self, processed_dir: Path | str, split: Split) -> None:
        self.metadata = Metadata.load(processed_dir)
        self.path = Path(processed_dir, f"{split}_inputs.npy")
        if not self.path.is_file():
            raise MissingFileError(f"{self.path} does not exist. Create it with: {COMMAND}.data preprocess")
        self.rows = np.load(self.path) if self.path.stat().st_size < IN_MEMORY else None
        self.targets = torch.from_numpy(np.load(Path(processed_dir, f"{split}_targets.npy")))

    def __len__(self) -> int:
        return len(self.targets)

    def __getitem__(self, index: int) -> Batch:
        inputs, targets = self.take([index])
        return inputs[0], targets[0]

    def __getitems__(self, indices: Sequence[int]) -> Batch:
        """Read a whole batch as it is stored, which is faster than item by item.

        A large file is mapped anew for each batch, so that the memory of the pages that were read is released.
        """
        rows = np.load(self.path, mmap_mode="r") if self.rows is None else self.rows
        return torch.from_numpy(rows[list(indices)]), self.targets[list(indices)]

    def take(self, indices: Sequence[int]) -> Batch:
        """Read some items as the model gets them."""
        rows, targets = self.__getitems__(indices)
        return self.metadata.normalise(rows), targets

    def whole(self) -> Batch:
        """Read the whole split as the model gets it, for data that fit into memory."""
        return self.take(range(len(self)))


def load_split(processed_dir: Path | str, split: Split) -> SplitDataset:
    """Open one split that ``preprocess`` has written."""
    return SplitDataset(processed_dir, split)


class Batches:
    """The batches of a split, as the model gets them.

    Workers send the items as they are stored: images of uint8 are a quarter of their float32 size.

    Args:
        data: A split, or a subset of it.
        metadata: The statistics to normalise with.
        options: Options of PyTorch's ``DataLoader``.
    """

    def __init__(self, data: Dataset[Batch], metadata: Metadata, **options: Any) -> None:
        self.loader: DataLoader[Batch] = DataLoader(data, collate_fn=keep_batch, **options)
        self.metadata = metadata

    def __len__(self) -> int:
        return len(self.loader)

    def __iter__(self) -> Iterator[Batch]:
        for rows, targets in self.loader:
            yield self.metadata.normalise(rows), targets.clone()  # copies: the shared memory of a worker is limited


def keep_batch(batch: Any) -> Any:
    """Return the batch that ``__getitems__`` has put together already."""
    return batch


def make_loaders(data: SplitDataset, config: TrainConfig) -> tuple[Batches, Batches]:
    """Hold out a part of the training split for validation, and load both parts in batches."""
    validation_size = max(1, round(len(data) * config.validation_fraction))
    if validation_size >= len(data):
        raise InputError(f"the training split has {len(data)} items: too few to hold out some for validation")
    # Generators of their own: neither must these depend on other random numbers, nor must others depend on them.
    held_out, order, unused = (Generator().manual_seed(config.seed) for _ in range(3))
    train, validation = random_split(data, [len(data) - validation_size, validation_size], held_out)
    # Batch normalisation cannot train on a batch of one item, so a last batch of one item is left out.
    drop_last = len(train) % config.batch_size == 1 and len(train) > 1
    options = {"batch_size": config.batch_size, "num_workers": config.workers}
    return (
        Batches(train, data.metadata, shuffle=True, generator=order, drop_last=drop_last, **options),
        Batches(validation, data.metadata, generator=unused, **options),
    )
