"""The current data: records of the API, or a file of items."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pkgname.collection.records import (
    Record,
    read_newest,
    read_since,
)
from pkgname.collection.store import Store
from pkgname.drift.table import FeatureTable
from pkgname.features.items import describe_item
from pkgname.interfaces import Metadata
from pkgname.runtime import InputError, MissingFileError


def describe_store(store: Store, count: int, hours: float | None = None) -> FeatureTable:
    """Read the newest records of a store, or those of the last hours."""
    return describe_records(read_newest(store, count) if hours is None else read_since(store, hours))


def describe_records(records: Sequence[Record]) -> FeatureTable:
    """Put the items of records together, a row for each item."""
    items = [item for record in records for item in record.items]
    return FeatureTable.from_features([item.features for item in items], [item.class_name for item in items])


def describe_items(items: Sequence[Any], metadata: Metadata) -> FeatureTable:
    """Compute the features of items; one that does not fit the model is a ``ValueError``."""
    return FeatureTable.from_features(describe_item(item, metadata) for item in items)


def describe_file(path: Path, metadata: Metadata) -> FeatureTable:
    """Read a file of items, or a folder of such files."""
    return describe_items(read_items(path, metadata), metadata)


def read_items(path: Path, metadata: Metadata) -> list[Any]:
    """Read the items of a file as the API reads an uploaded one, or those of all files in a folder.

    Raises:
        MissingFileError: There is nothing at the path.
        InputError: A file cannot be read, or has an item that does not fit the model.
    """
    files = sorted(one for one in path.rglob("[!.]*") if one.is_file()) if path.is_dir() else [path]
    if not path.exists() or not files:
        raise MissingFileError(f"there are no data at {path}. Name a file that the API could read, or a folder of them")
    items: list[Any] = []
    for file in files:
        try:
            items += read_file(file, metadata)
        except ValueError as error:
            raise InputError(f"{file} cannot be read: {error}") from error
    return items


def read_file(path: Path, metadata: Metadata) -> list[Any]:
    """Read the items of one file; one that cannot be read is a ``ValueError``."""
<%_ if (data === 'text') { _%>
    from pkgname import data

    read_texts = getattr(data, "read_texts", None)
    if path.suffix == ".csv" and read_texts is not None:  # with labels, as in data/raw
        return list(read_texts(path)[0])
    return list(data.decode(path.read_bytes(), metadata))
<%_ } else { _%>
    from pkgname.data import decode

    return list(decode(path.read_bytes(), metadata))
<%_ } _%>
