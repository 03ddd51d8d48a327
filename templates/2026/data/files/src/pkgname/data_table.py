"""The data: a table with a column for the class.

This module and ``model.py`` are the two to replace for your own data. For another table of numbers it is enough to
write it to ``data/raw/table.csv``, with the class in the last column, and to set ``COLUMNS``. Everything else
(training, API, tests) knows the data only through the functions and the ``Item`` of this module, and through the
metadata that ``preprocess`` writes.
"""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from pkgname.data_commands import make_commands
from pkgname.dataset import save_split, split_indices
from pkgname.errors import COMMAND, MissingFileError
from pkgname.metadata import Metadata
from pkgname.tables import (
    TableItem,
    read_rows,
    to_item,
    to_tensor,
    write_table,
)

FILE_NAME = "table.csv"
COLUMNS = ("radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "symmetry")
EXAMPLE_CLASSES = ("low", "middle", "high")

Item = TableItem
"""One raw item as JSON carries it."""


def fetch(raw_dir: Path) -> None:
    """Write the 569 measurements of cells that scikit-learn carries to ``raw_dir``; needs no network."""
    from sklearn.datasets import load_breast_cancer  # here, because the import takes seconds

    table = load_breast_cancer()
    names = list(table.feature_names)
    columns = [names.index(f"worst {name}") for name in COLUMNS]  # those of the largest cells in a sample
    rows = [dict(zip(COLUMNS, map(float, row[columns]), strict=True)) for row in table.data]
    write_table(rows, [str(table.target_names[target]) for target in table.target], raw_dir / FILE_NAME)


def read_items(raw_dir: Path) -> Iterator[tuple[Item, str]]:
    """Yield each row of the table with its class, always in the same order."""
    path = raw_dir / FILE_NAME
    if not path.is_file():
        raise MissingFileError(f"{path} is missing. Get it with: {COMMAND}.data fetch")
    seen: set[tuple[float, ...]] = set()
    for row in read_rows(path.read_bytes(), COLUMNS):
        item = to_item(row, COLUMNS)
        values = tuple(item.values())
        if values not in seen:  # a row that is there twice could land in both splits: a leak
            seen.add(values)
            yield item, list(row.values())[-1]


def normalise(rows: Tensor, metadata: Metadata) -> Tensor:
    """Centre and scale each column of ``(..., columns)`` by the statistics of the training split."""
    return (rows - torch.tensor(metadata.mean)) / torch.tensor(metadata.std)


def encode(item: Item, metadata: Metadata) -> Tensor:
    """Turn one item into what the model reads, ``input_shape`` float32; a bad item is a ValueError."""
    return normalise(to_tensor(item, metadata.features), metadata)


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Turn an uploaded CSV file into items; a file that is no such table is a ValueError."""
    return [to_item(row, metadata.features) for row in read_rows(content, metadata.features)]


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split, normalise and save the table of ``raw_dir``; the same table gives the same bytes."""
    labelled = [(to_tensor(item, COLUMNS), label) for item, label in read_items(raw_dir)]
    rows, labels = torch.stack([row for row, _ in labelled]), [label for _, label in labelled]
    train, test = split_indices(labels)
    # The statistics of the training split only: the test split has to stay unseen. Rounded, so that they do not depend
    # on the order in which a machine adds up.
    std, mean = torch.std_mean(rows[train].double(), dim=0)
    metadata = Metadata(
        input_shape=(len(COLUMNS),),
        class_names=tuple(sorted(set(labels))),
        mean=tuple(round(value, 6) for value in mean.tolist()),
        std=tuple(round(value, 6) or 1.0 for value in std.tolist()),  # a column that never changes stays 0
        features=COLUMNS,
    )
    targets = torch.tensor([metadata.class_names.index(label) for label in labels])
    save_split(processed_dir, "train", normalise(rows[train], metadata), targets[train])
    save_split(processed_dir, "test", normalise(rows[test], metadata), targets[test])
    metadata.save(processed_dir)
    return metadata


def example_items(count: int, seed: int = 0) -> list[Item]:
    """Make up items for tests and documentation, class after class: the higher the class, the higher the numbers."""
    noise = np.random.default_rng(seed).normal(size=(count, len(COLUMNS)))
    centres = 3.0 * (np.arange(count) % len(EXAMPLE_CLASSES))
    return [dict(zip(COLUMNS, row, strict=True)) for row in (centres[:, None] + noise).round(3).tolist()]


def example_file(seed: int = 0) -> bytes:
    """Make up a file as people upload it; ``decode`` reads it."""
    rows = [",".join(map(str, item.values())) for item in example_items(2, seed)]
    return "\n".join([",".join(COLUMNS), *rows, ""]).encode()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small made-up data set to ``raw_dir``, so that tests need neither the data nor a network."""
    labels = [EXAMPLE_CLASSES[index % len(EXAMPLE_CLASSES)] for index in range(count)]
    write_table(example_items(count, seed), labels, raw_dir / FILE_NAME)


main = make_commands(fetch, preprocess)

if __name__ == "__main__":
    main()
