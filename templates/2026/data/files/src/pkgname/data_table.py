"""The data: a table of numbers with a column for the class.

Write your own table to ``data/raw/table.csv``, with the class in the last column; an empty cell is a missing value. For
any other kind of data, replace this module: ``DataModule`` in ``interfaces.py`` lists what it has to provide.
"""

import csv
import io
import math
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from pkgname.interfaces import Metadata
from pkgname.raw_data import data_command, reading

FILE_NAME = "table.csv"
COLUMNS = ("radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity", "symmetry")
EXAMPLE_CLASSES = ("low", "middle", "high")
MISSING = {"", "na", "n/a", "nan", "null", "none"}

Item = dict[str, float | None]
"""A row in JSON: the number in each column, or null for a missing value."""


def fetch(raw_dir: Path) -> None:
    """Write the 569 measurements of cells that scikit-learn ships with; needs no network."""
    from sklearn.datasets import load_breast_cancer  # imported here, because the import takes seconds

    table = load_breast_cancer()
    names = list(table.feature_names)
    columns = [names.index(f"worst {name}") for name in COLUMNS]  # those of the largest cells in a sample
    labels = [str(table.target_names[target]) for target in table.target]
    write_table(raw_dir / FILE_NAME, COLUMNS, table.data[:, columns].tolist(), labels)


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Sequence[float]], labels: Sequence[str]) -> None:
    """Write rows of numbers with their class as the last column."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*columns, "class"])
        writer.writerows([*row, label] for row, label in zip(rows, labels, strict=True))


def read_table(content: bytes) -> tuple[list[str], list[list[str]]]:
    """Read the header and the rows of a CSV file; blank lines are skipped.

    Raises:
        ValueError: The content is not a table, or a row has more or fewer cells than the header.
    """
    reader = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
    try:
        header, *rows = [row for row in reader if row]
    except (csv.Error, ValueError) as error:
        raise ValueError("not a CSV table with a header") from error
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise ValueError(f"row {number} has {len(row)} cells, and the header has {len(header)}")
    return header, rows


def read_number(cell: str, column: str, number: int) -> float | None:
    """Read one cell; an empty one is None, and anything else than a finite number is a ``ValueError``."""
    if cell.strip().lower() in MISSING:
        return None
    try:
        value = float(cell)
    except ValueError:
        value = math.inf
    if not math.isfinite(value):
        raise ValueError(f"row {number}, column {column!r}: {cell!r} is not a number")
    return value


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split the table of ``raw_dir`` and save it as arrays; the same table gives the same bytes."""
    # Imported here, because a server needs neither the splits nor PyTorch.
    from pkgname.splits import write_splits

    path = raw_dir / FILE_NAME
    with reading(path):
        (*columns, _), cells = read_table(path.read_bytes())
        unique: dict[tuple[float | None, ...], str] = {}  # a row that is there twice could end up in both splits
        for number, row in enumerate(cells, start=2):
            values = tuple(read_number(cell, column, number) for cell, column in zip(row, columns, strict=False))
            if not row[-1].strip():
                raise ValueError(f"row {number} has no class in its last column")
            unique.setdefault(values, row[-1])
        if not columns or not unique:
            raise ValueError("the table needs columns of numbers, a class in the last column, and rows")
    rows = np.array(list(unique), dtype=np.float32)  # None becomes NaN
    return write_splits(processed_dir, list(unique.values()), lambda index: rows[index], columns)


def encode(item: Item, metadata: Metadata) -> np.ndarray:
    """Convert one row to the input of the model, ``(columns,)`` float32; an invalid item is a ``ValueError``."""
    if not isinstance(item, dict) or set(item) != set(metadata.features):
        raise ValueError(f"an item has a number, or null, for each of {', '.join(metadata.features)}")
    values = [item[name] for name in metadata.features]
    if wrong := [name for name, value in item.items() if value is not None and not math.isfinite(value)]:
        raise ValueError(f"{wrong[0]} is not a finite number")
    return metadata.normalise(np.array(values, dtype=np.float32))  # None becomes NaN


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Read an uploaded CSV file, which may have more columns; a file without the columns is a ``ValueError``."""
    header, rows = read_table(content)
    if missing := [name for name in metadata.features if name not in header]:
        raise ValueError(f"the table has no column {missing[0]!r}")
    places = {name: header.index(name) for name in metadata.features}
    return [
        {name: read_number(row[place], name, number) for name, place in places.items()}
        for number, row in enumerate(rows, start=2)
    ]


def draw_examples(columns: int, count: int, seed: int) -> list[list[float]]:
    """Generate rows of numbers, class after class: the later the class, the higher the numbers."""
    noise = np.random.default_rng(seed).normal(size=(count, columns))
    centres = 3.0 * (np.arange(count) % len(EXAMPLE_CLASSES))
    rows: list[list[float]] = (centres[:, None] + noise).round(3).tolist()
    return rows


def example_items(metadata: Metadata, count: int = 1, seed: int = 0) -> list[Item]:
    """Generate rows with the columns that the model takes, for tests and documentation."""
    rows = draw_examples(len(metadata.features), count, seed)
    return [dict(zip(metadata.features, row, strict=True)) for row in rows]


def example_file(metadata: Metadata, seed: int = 0) -> bytes:
    """Generate a CSV file of two rows; ``decode`` reads it."""
    rows = draw_examples(len(metadata.features), 2, seed)
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([metadata.features, *rows])
    return text.getvalue().encode()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small synthetic data set, so that tests need neither the real data nor a network."""
    labels = [EXAMPLE_CLASSES[index % len(EXAMPLE_CLASSES)] for index in range(count)]
    write_table(raw_dir / FILE_NAME, COLUMNS, draw_examples(len(COLUMNS), count, seed), labels)


main = data_command(fetch, preprocess)

if __name__ == "__main__":
    main()
