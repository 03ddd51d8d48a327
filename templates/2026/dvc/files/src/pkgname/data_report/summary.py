"""Both splits in numbers, read in chunks: the data need not fit into memory.

Everything comes from the metadata and the saved arrays, so it works for data of your own, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import numpy as np

from pkgname.data_report.values import Values
from pkgname.interfaces import Metadata
from pkgname.splits import Split, SplitDataset, load_split

Kind = Literal["arrays", "table", "texts"]
"""Arrays such as images, columns of numbers, or counts of words."""
SPLITS: tuple[Split, ...] = get_args(Split)
CHUNK = 4_000_000  # values that are read at once
MAX_CLASSES = 20  # shown in charts and figures; a comment on GitHub has a limited length


@dataclass
class SplitSummary:
    """One split in numbers.

    Attributes:
        counts: Items of each class, ``(classes,)``.
        values: Statistics of each channel or column.
        items: One number per item, ``(N,)``; ``ITEM_VALUES`` says which.
        class_means: Mean item of each of the first ``MAX_CLASSES`` classes, NaN without items.
    """

    counts: np.ndarray
    values: Values
    items: np.ndarray
    class_means: np.ndarray


ITEM_VALUES: dict[Kind, str] = {
    "arrays": "mean value of an item",
    "table": "mean of an item's columns, each with mean 0 and standard deviation 1 in training",
    "texts": "different known words in an item",
}


@dataclass
class Summary:
    """The processed data in numbers."""

    metadata: Metadata
    kind: Kind
    dtype: str
    splits: dict[Split, SplitSummary]


def summarise(processed_dir: Path) -> Summary:
    """Compute the statistics of both splits."""
    metadata = Metadata.load(processed_dir)
    data = {split: load_split(processed_dir, split) for split in SPLITS}
    first, _ = next(read_chunks(data["train"]))
    kind = detect_kind(first)
    splits = {split: summarise_split(one, metadata, kind) for split, one in data.items()}
    return Summary(metadata, kind, str(first.dtype), splits)


def count_classes(processed_dir: Path) -> dict[str, int]:
    """Count the items of each class in both splits together, by the name of the class."""
    metadata = Metadata.load(processed_dir)
    targets = np.concatenate([load_split(processed_dir, split).targets.numpy() for split in SPLITS])
    counts = np.bincount(targets, minlength=len(metadata.class_names))
    return dict(zip(metadata.class_names, counts.tolist(), strict=True))


def read_chunks(data: SplitDataset) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Read the rows as they are stored, with their targets."""
    size = max(1, CHUNK // max(1, int(np.prod(data.metadata.input_shape))))
    for start in range(0, len(data), size):
        rows, targets = data.__getitems__(range(start, min(start + size, len(data))))
        yield rows.numpy(), targets.numpy()


def detect_kind(rows: np.ndarray) -> Kind:
    """Tell arrays from columns by their shape, and counts of words by their many zeros."""
    if rows.ndim > 2:
        return "arrays"
    return "texts" if (rows == 0).mean() > 0.5 and not (rows < 0).any() else "table"


def summarise_split(data: SplitDataset, metadata: Metadata, kind: Kind) -> SplitSummary:
    """Compute the statistics of one split."""
    channels, classes = metadata.input_shape[0], len(metadata.class_names)
    shown = min(classes, MAX_CLASSES)
    values = Values(np.array(metadata.mean or [0.0] * channels))
    sums = np.zeros((shown, *metadata.input_shape))
    seen = np.zeros_like(sums)
    items: list[np.ndarray] = [np.empty(0)]
    for chunk, targets in read_chunks(data):
        rows = chunk.astype(np.float64)
        values.add(rows.reshape(len(rows), channels, -1))
        items.append(describe_items(rows, metadata, kind))
        for index in range(shown):
            members = rows[targets == index]
            sums[index] += np.nansum(members, axis=0)
            seen[index] += (~np.isnan(members)).sum(axis=0)
    with np.errstate(invalid="ignore"):
        means = sums / seen
    counts = np.bincount(data.targets.numpy(), minlength=classes)
    return SplitSummary(counts, values, np.concatenate(items), means)


def describe_items(rows: np.ndarray, metadata: Metadata, kind: Kind) -> np.ndarray:
    """Compute the number of each item that ``ITEM_VALUES`` names."""
    flat = rows.reshape(len(rows), -1)
    if kind == "texts":
        values = np.count_nonzero(flat, axis=1).astype(np.float64)
    else:
        if kind == "table" and metadata.mean:
            flat = (flat - np.array(metadata.mean)) / np.array(metadata.std)
        values = np.nansum(flat, axis=1) / np.maximum((~np.isnan(flat)).sum(axis=1), 1)
    return np.asarray(values)
