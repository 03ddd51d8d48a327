"""The training and the test split: made once, saved as arrays, loaded in batches."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import torch
from torch import Generator, Tensor
from torch.utils.data import DataLoader, Dataset, random_split

from pkgname.interfaces import FILE_NAME, Metadata
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
TEST_FRACTION = 0.2
SPLIT_SEED = 0
IN_MEMORY = 64 * 1024**2  # bytes; a smaller file is read once and kept


def split_indices(labels: Sequence[str]) -> tuple[list[int], list[int]]:
    """Split items into a training and a test split, stratified by class.

    The seed is fixed and independent of the training seed: the test items stay the same from run to run. Otherwise a
    run would be tested on items that an earlier one was trained on.

    Args:
        labels: The class name of each item.

    Returns:
        The indices of the training items and of the test items, each in ascending order.
    """
    groups: dict[str, list[int]] = {}
    for index, label in enumerate(labels):
        groups.setdefault(label, []).append(index)
    generator = random.Random(SPLIT_SEED)
    train: list[int] = []
    test: list[int] = []
    for name, members in sorted(groups.items()):
        if len(members) < 2:
            raise InputError(f"class {name!r} has one item: add a second one, so that both splits have the class")
        generator.shuffle(members)
        test_size = max(1, round(len(members) * TEST_FRACTION))
        test += members[:test_size]
        train += members[test_size:]
    return sorted(train), sorted(test)


def write_splits(
    processed_dir: Path, labels: Sequence[str], read_row: Callable[[int], np.ndarray], features: Sequence[str] = ()
) -> Metadata:
    """Save both splits as arrays, with the metadata of the training split.

    Args:
        processed_dir: The folder to write to.
        labels: The class name of each item.
        read_row: Returns the item at an index: uint8 pixels ``(C, H, W)``, or float32 numbers ``(columns,)`` in which
            NaN is a missing value. Items are read one by one, so that they need not fit into memory.
        features: Names of the columns or words.
    """
    processed_dir.mkdir(parents=True, exist_ok=True)
    (processed_dir / FILE_NAME).unlink(missing_ok=True)  # written last: without it the splits count as missing
    class_names = sorted(set(labels))
    statistics = Statistics()
    shape: tuple[int, ...] = ()
    for split, indices in zip(("train", "test"), split_indices(labels), strict=True):
        with Path(processed_dir, f"{split}_inputs.npy").open("wb") as file:
            for position, index in enumerate(indices):
                row = np.ascontiguousarray(read_row(index))
                if position == 0:
                    shape = row.shape
                    header = {"descr": row.dtype.str, "fortran_order": False, "shape": (len(indices), *shape)}
                    np.lib.format.write_array_header_1_0(file, header)
                if split == "train":  # the test split has to stay unseen
                    statistics.add(row)
                file.write(row.data)
        targets = [class_names.index(labels[index]) for index in indices]
        np.save(Path(processed_dir, f"{split}_targets.npy"), np.array(targets, dtype=np.int64))
    mean, std = statistics.result()
    metadata = Metadata(shape, tuple(class_names), mean, std, tuple(features))
    metadata.save(processed_dir)
    return metadata


class Statistics:
    """Mean and standard deviation of each channel or column, updated item by item: memory does not grow with the data.

    The moments are combined as in Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing
    sample variances" (1979).
    """

    def __init__(self) -> None:
        self.count, self.mean, self.squares = (np.zeros(1) for _ in range(3))

    def add(self, row: np.ndarray) -> None:
        """Add one item; NaN, a missing value, is skipped."""
        values = row.reshape(len(row), -1).astype(np.float32)  # (channels, pixels) or (columns, 1)
        missing = np.isnan(values) if row.dtype.kind == "f" else None  # pixels are never missing
        count = np.full(len(values), values.shape[1])
        if missing is not None:
            values[missing] = 0
            count -= missing.sum(axis=1)
        mean = values.sum(axis=1, dtype=np.float64) / np.maximum(count, 1)
        values -= mean.astype(np.float32)[:, None]
        if missing is not None:
            values[missing] = 0
        squares = np.einsum("cp,cp->c", values, values)  # the sum of squares, in one pass
        total, delta = np.maximum(self.count + count, 1), mean - self.mean
        self.squares = self.squares + squares + delta**2 * self.count * count / total
        self.mean = self.mean + delta * count / total
        self.count = self.count + count

    def result(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return means and sample standard deviations; that of a constant channel or column is 1."""
        std = np.sqrt(self.squares / np.maximum(self.count - 1, 1))
        std[std <= 1e-6 * np.abs(self.mean)] = 1.0
        return tuple(self.mean.tolist()), tuple(std.tolist())


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
