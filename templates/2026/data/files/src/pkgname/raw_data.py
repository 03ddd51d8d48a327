"""The folder of the raw data: the sample is fetched into it, removed from it, and never mixed with your own files."""

import csv
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import typer

from pkgname.runtime import (
    COMMAND,
    PROCESSED_DIR,
    RAW_DIR,
    InputError,
    MissingFileError,
    plain_errors,
)

RawDir = Annotated[Path, typer.Argument(help="The folder of the raw data.")]
ProcessedDir = Annotated[Path, typer.Argument(help="The folder of the processed data.")]
SAMPLE_LIST = ".sample"
"""Lists the files that ``fetch`` has written, inside the folder of the raw data."""


def data_command(fetch: Callable[[Path], None], preprocess: Callable[[Path, Path], Any]) -> typer.Typer:
    """Build the command of ``data.py``. Whatever ``fetch`` does, your own files in the raw folder stay as they are."""
    app = typer.Typer(help="Fetch and preprocess the data.", add_completion=False, no_args_is_help=True)

    @app.command("fetch", help="Fetch the sample data into an empty folder.")
    def run_fetch(raw_dir: RawDir = RAW_DIR) -> None:
        if list_files(raw_dir):
            print(f"{raw_dir} has files already: they stay as they are, and nothing is fetched")
        else:
            fetch_sample(raw_dir, fetch)
            print(f"the sample data are in {raw_dir}")

    @app.command("preprocess", help="Split the raw data and save them as arrays.")
    def run_preprocess(raw_dir: RawDir = RAW_DIR, processed_dir: ProcessedDir = PROCESSED_DIR) -> None:
        with plain_errors():
            refuse_mixture(raw_dir)
            preprocess(raw_dir, processed_dir)
        print(f"the processed data are in {processed_dir}")

    @app.command("remove-sample", help="Remove the sample data, and nothing else, to make room for your own.")
    def run_remove_sample(raw_dir: RawDir = RAW_DIR) -> None:
        removed = remove_sample(raw_dir)
        print(f"{removed} files of the sample are removed from {raw_dir}")

    return app


def list_files(raw_dir: Path) -> set[str]:
    """List the files of a folder by their path in it, without hidden ones such as ``.gitkeep``."""
    paths = (path.relative_to(raw_dir) for path in raw_dir.rglob("*") if path.is_file())
    return {path.as_posix() for path in paths if not path.name.startswith(".")}


def list_sample(raw_dir: Path) -> set[str]:
    """List the files that ``fetch`` has written."""
    path = raw_dir / SAMPLE_LIST
    return set(path.read_text(encoding="utf-8").splitlines()) if path.is_file() else set()


def fetch_sample(raw_dir: Path, fetch: Callable[[Path], None]) -> None:
    """Fetch into a folder beside the raw data, then move: an interrupted ``fetch`` leaves no half of a data set."""
    raw_dir.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=raw_dir.parent) as folder:
        fetch(Path(folder))
        names = "".join(f"{name}\n" for name in sorted(list_files(Path(folder))))
        for path in Path(folder).iterdir():
            shutil.move(path, raw_dir / path.name)
    (raw_dir / SAMPLE_LIST).write_text(names, encoding="utf-8", newline="\n")


def remove_sample(raw_dir: Path) -> int:
    """Remove the files that ``fetch`` has written, with the folders that this leaves empty, and return their number."""
    removed = sorted(list_sample(raw_dir) & list_files(raw_dir))
    for name in removed:
        Path(raw_dir, name).unlink()
    (raw_dir / SAMPLE_LIST).unlink(missing_ok=True)
    for folder in sorted((path for path in raw_dir.rglob("*") if path.is_dir()), reverse=True):
        if not any(folder.iterdir()):
            folder.rmdir()
    return len(removed)


def refuse_mixture(raw_dir: Path) -> None:
    """Refuse to preprocess your own data together with the sample data."""
    files, sample = list_files(raw_dir), list_sample(raw_dir)
    if (own := files - sample) and files & sample:
        raise InputError(
            f"{raw_dir} has the sample data and {len(own)} files of your own, such as {min(own)}. "
            f"Remove the sample with: {COMMAND}.data remove-sample"
        )


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Name a file of the raw data in the error, whatever is wrong with it, and the command to fetch it if it is missing."""
    if not path.is_file():
        raise MissingFileError(f"{path} does not exist. Fetch it with: {COMMAND}.data fetch")
    try:
        yield
    except (ValueError, csv.Error) as error:
        raise InputError(f"{path}: {error}") from error
