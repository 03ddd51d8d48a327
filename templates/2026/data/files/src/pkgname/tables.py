"""Tables as CSV files and as rows of numbers."""

import csv
import io
import math
from pathlib import Path

import torch
from torch import Tensor

TableItem = dict[str, float]
"""A row as JSON carries it: the number in each column."""


def write_table(items: list[TableItem], labels: list[str], path: Path) -> None:
    """Write items with their classes as the last column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*items[0], "class"])
        writer.writerows([*item.values(), label] for item, label in zip(items, labels, strict=True))


def read_rows(content: bytes, columns: tuple[str, ...]) -> list[dict[str, str]]:
    """Read the rows of a CSV file that has at least these columns.

    Raises:
        ValueError: The content is not such a table.
    """
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    try:
        missing = [name for name in columns if name not in (reader.fieldnames or ())]
        rows = list(reader)
    except csv.Error as error:
        raise ValueError(f"not a table that can be read: {error}") from error
    if missing:
        raise ValueError(f"the table has no column {missing[0]!r}")
    return rows


def to_item(row: dict[str, str], columns: tuple[str, ...]) -> TableItem:
    """Take the numbers of the columns; a cell that holds something else is a ValueError, an empty one becomes NaN."""
    return {name: float(row[name] or "nan") for name in columns}


def to_tensor(item: TableItem, columns: tuple[str, ...]) -> Tensor:
    """Check one item and return its numbers in the order of the columns, ``(columns,)`` float32.

    Raises:
        ValueError: The item has other columns, or something else than a finite number in one.
    """
    if not isinstance(item, dict) or set(item) != set(columns):
        raise ValueError(f"an item has a number for each of {', '.join(columns)}")
    for name in columns:
        if not math.isfinite(item[name]):
            raise ValueError(f"{name} is not a finite number")
    return torch.tensor([item[name] for name in columns], dtype=torch.float64).float()
