"""The reference: the features of the training split, in one small file: ``python -m pkgname.drift.reference``.

``DRIFT_REFERENCE`` says where it is: ``file:<path>``, or ``gs://<bucket>/<path>``, where a drift API without the data finds it.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Any

import numpy as np
import typer

from pkgname.collection.store import Store, open_store
from pkgname.drift.table import FeatureTable
<%_ if (data === 'text') { _%>
from pkgname.features.items import describe_item, describe_rows
from pkgname.interfaces import Metadata
<%_ } else { _%>
from pkgname.features.items import describe_rows
from pkgname.interfaces import Metadata
<%_ } _%>
from pkgname.runtime import (
    COMMAND,
    PROCESSED_DIR,
<%_ if (data === 'text') { _%>
    RAW_DIR,
<%_ } _%>
    InputError,
    MissingFileError,
    plain_errors,
)

URI_NAME = "DRIFT_REFERENCE"
DEFAULT_URI = "file:models/drift_reference.json"
MAX_ROWS = 5000
"""Of a larger training split, so many rows are drawn: more hardly change a verdict."""


def reference_uri() -> str:
    """Return the URI of the reference from the environment."""
    return os.environ.get(URI_NAME) or DEFAULT_URI


def open_reference(uri: str) -> tuple[Store, str]:
    """Return the store of a URI, and the name of the reference in it."""
    if not re.fullmatch(r"file:.*[^/]|gs://[^/]+/.+/[^/]+", uri):
        raise InputError(
            f"{URI_NAME} is {uri!r}: it is a file, such as {DEFAULT_URI} or gs://our-bucket/drift/reference.json"
        )
    folder, _, name = uri.rpartition("/")
    if not folder:  # file:reference.json
        folder, name = "file:.", uri.removeprefix("file:")
    return open_store("file:/" if folder == "file:" else folder), name


def load_reference(uri: str) -> FeatureTable:
    """Read the reference at a URI.

    Raises:
        MissingFileError: There is none; the message names the command that creates it.
    """
    store, name = open_reference(uri)
    remedy = f"Create it with: {COMMAND}.drift.reference"
    try:
        return FeatureTable.from_json(store.read(name))
    except MissingFileError as error:
        raise MissingFileError(f"there is no reference at {uri}. {remedy}") from error
    except InputError:
        raise
    except ValueError as error:
        raise InputError(f"{uri} is {error}. {remedy}") from error


def describe_training(processed_dir: Path<% if (data === 'text') { %>, raw_dir: Path = RAW_DIR<% } %>) -> FeatureTable:
    """Compute the features of the training split."""
    metadata = Metadata.load(processed_dir)
    rows = load_array(processed_dir, "train_inputs.npy")
    targets = load_array(processed_dir, "train_targets.npy")
    chosen = choose_rows(len(targets))
    classes = [metadata.class_names[target] for target in targets[chosen]]
<%_ if (data === 'text') { _%>
    texts = training_texts(raw_dir)
    if texts is not None and len(texts) == len(targets):
        return FeatureTable.from_features((describe_item(texts[index], metadata) for index in chosen), classes)
<%_ } _%>
    return FeatureTable.from_features(describe_rows((rows[index] for index in chosen), metadata), classes)


def load_array(processed_dir: Path, name: str) -> Any:
    """Open an array of the processed data without reading it into memory."""
    path = processed_dir / name
    if not path.is_file():
        raise MissingFileError(f"{path} does not exist. Create it with: {COMMAND}.data preprocess")
    return np.load(path, mmap_mode="r")


def choose_rows(count: int) -> np.ndarray:
    """Draw rows, always the same ones, where there are more than enough."""
    if count <= MAX_ROWS:
        return np.arange(count)
    return np.sort(np.random.default_rng(0).choice(count, MAX_ROWS, replace=False))
<%_ if (data === 'text') { _%>


def training_texts(raw_dir: Path) -> list[str] | None:
    """Return the texts of the training split; the arrays have only their words.

    None where the raw data are not here, or ``data.py`` has no ``read_texts``: then only the arrays are compared.
    """
    from pkgname import data
    from pkgname.splits import split_indices

    path = raw_dir / getattr(data, "FILE_NAME", "")
    read_texts = getattr(data, "read_texts", None)
    if read_texts is None or not path.is_file():
        return None
    texts, labels = read_texts(path)
    return [texts[index] for index in split_indices(labels)[0]]
<%_ } _%>


app = typer.Typer(add_completion=False)


@app.command()
def run(
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    uri: Annotated[str, typer.Option(help="Where it is written.  [default: DRIFT_REFERENCE]")] = "",
) -> None:
    """Write the features of the training split, which reports compare with."""
    place = uri or reference_uri()
    with plain_errors():
        store, name = open_reference(place)
        table = describe_training(processed_dir)
        store.write(name, table.to_json())
    print(f"the reference is at {place}: {len(table)} rows of {', '.join(table.columns)}")


if __name__ == "__main__":
    app()
