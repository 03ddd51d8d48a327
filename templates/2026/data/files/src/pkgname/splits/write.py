"""Make the training and the test split, and save them as arrays."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from pkgname.interfaces import FILE_NAME, Metadata
from pkgname.runtime import InputError

TEST_FRACTION = 0.2
SPLIT_SEED = 0


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
        seen = statistics if split == "train" else None  # the test split has to stay unseen
        shape = write_rows(processed_dir / f"{split}_inputs.npy", indices, read_row, seen)
        targets = [class_names.index(labels[index]) for index in indices]
        np.save(processed_dir / f"{split}_targets.npy", np.array(targets, dtype=np.int64))
    mean, std = statistics.result()
    metadata = Metadata(shape, tuple(class_names), mean, std, tuple(features))
    metadata.save(processed_dir)
    return metadata


def write_rows(
    path: Path, indices: Sequence[int], read_row: Callable[[int], np.ndarray], statistics: "Statistics | None"
) -> tuple[int, ...]:
    """Write the items at some indices to one ``.npy`` file, count them in the statistics, and return their shape."""
    shape: tuple[int, ...] = ()
    with path.open("wb") as file:
        for position, index in enumerate(indices):
            row = np.ascontiguousarray(read_row(index))
            if position == 0:
                shape = row.shape
                header = {"descr": row.dtype.str, "fortran_order": False, "shape": (len(indices), *shape)}
                np.lib.format.write_array_header_1_0(file, header)
            if statistics is not None:
                statistics.add(row)
            file.write(row.data)
    return shape


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
