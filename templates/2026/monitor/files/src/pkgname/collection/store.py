"""Stores of small texts: a folder, or a bucket of Google Cloud Storage. Names are ``<day>/<id>.json``, or any other path."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from pkgname.runtime import InputError, MissingFileError

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Store(Protocol):
    """What a store provides. A problem is an ``InputError`` of one sentence, and a text that is not there a ``MissingFileError``."""

    uri: str

    def require_writable(self) -> None:
        """Refuse to begin where nothing can be written, as far as that is known without a network."""

    def write(self, name: str, text: str) -> None:
        """Write a text; whoever reads sees all of it or nothing."""

    def read(self, name: str) -> str:
        """Read a text."""

    def days(self) -> list[str]:
        """List the days of which there are records, in ascending order."""

    def names(self, day: str) -> list[str]:
        """List the names of a day's records, in ascending order."""

    def delete(self, name: str) -> None:
        """Delete a text; one that is not there is no problem."""


def open_store(uri: str) -> Store:
    """Open the store at a URI.

    Raises:
        InputError: The URI is of another form, or there are no credentials for the bucket.
    """
    scheme, _, rest = uri.partition(":")
    if scheme == "gs":
        # Imported here, because a folder needs no package of Google's.
        from pkgname.collection.bucket import BucketStore

        return BucketStore(uri)
    if scheme != "file" or not rest:
        raise InputError(f"{uri!r} is no place to store in: use file:<folder> or gs://<bucket>/<folder>")
    return FolderStore(Path(rest.removeprefix("//") if rest.startswith("///") else rest))


class FolderStore:
    """A folder with a folder for each day.

    Args:
        folder: It is made when something is written.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.uri = f"file:{folder.as_posix()}"

    def require_writable(self) -> None:
        """Refuse a folder that is none, or belongs to somebody else."""
        with folder_errors(self.folder):
            nearest = next(path for path in (self.folder, *self.folder.absolute().parents) if path.exists())
        if not nearest.is_dir() or not os.access(nearest, os.W_OK | os.X_OK):
            raise InputError(f"{self.folder} cannot be written to. Choose another folder, or change who owns {nearest}")

    def write(self, name: str, text: str) -> None:
        """Write beside the place, then rename: a name is never seen with half of its text."""
        path = self.folder / name
        unfinished = path.with_name(f".{path.name}.{uuid4().hex}")
        with folder_errors(self.folder):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                unfinished.write_text(text, encoding="utf-8", newline="\n")
                unfinished.replace(path)
            except BaseException:
                unfinished.unlink(missing_ok=True)
                raise

    def read(self, name: str) -> str:
        """Read a text."""
        with folder_errors(self.folder):
            try:
                return Path(self.folder, name).read_text(encoding="utf-8")
            except FileNotFoundError as error:
                raise MissingFileError(f"{self.folder / name} does not exist") from error

    def days(self) -> list[str]:
        """List the days of which there are records."""
        with folder_errors(self.folder):
            if not self.folder.exists():
                return []
            return sorted(path.name for path in self.folder.iterdir() if DAY.fullmatch(path.name))

    def names(self, day: str) -> list[str]:
        """List the records of a day; what is being written has a hidden name."""
        with folder_errors(self.folder):
            return sorted(f"{day}/{path.name}" for path in Path(self.folder, day).glob("[!.]*.json"))

    def delete(self, name: str) -> None:
        """Delete a text, and the folder of its day if it was the last one, with what an interrupted process has left there."""
        path = self.folder / name
        with folder_errors(self.folder):
            path.unlink(missing_ok=True)
            if path.parent == self.folder or not path.parent.is_dir():
                return
            left = list(path.parent.iterdir())
            if all(one.name.startswith(".") for one in left):
                for unfinished in left:
                    unfinished.unlink(missing_ok=True)
                path.parent.rmdir()


def make_folder(folder: Path) -> None:
    """Make a folder, before the work whose results go into it."""
    with folder_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)


@contextmanager
def folder_errors(folder: Path) -> Iterator[None]:
    """Say what the system objects to in one sentence."""
    try:
        yield
    except OSError as error:
        raise InputError(f"{folder} cannot be used: {error.strerror or type(error).__name__}") from error
