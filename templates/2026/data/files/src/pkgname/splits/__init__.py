"""The training and the test split: made once, saved as arrays, loaded in batches."""

from pkgname.splits.load import (
    Batch,
    Batches,
    Split,
    SplitDataset,
    load_split,
    make_loaders,
)
from pkgname.splits.write import split_indices, write_splits

__all__ = [
    "Batch",
    "Batches",
    "Split",
    "SplitDataset",
    "load_split",
    "make_loaders",
    "split_indices",
    "write_splits",
]
