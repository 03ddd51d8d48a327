"""The commands of the data, whatever the data are."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from pkgname.dataset import PROCESSED_DIR, RAW_DIR
from pkgname.errors import plain_errors
from pkgname.metadata import Metadata


def make_commands(fetch: Callable[[Path], None], preprocess: Callable[[Path, Path], Metadata]) -> typer.Typer:
    """Make a command line with the commands ``fetch`` and ``preprocess`` from the two functions."""
    commands = typer.Typer(add_completion=False, no_args_is_help=True, help="Fetch and preprocess the data.")

    @commands.command("fetch")
    def run_fetch(raw_dir: Annotated[Path, typer.Argument()] = RAW_DIR) -> None:
        """Get the raw data."""
        fetch(raw_dir)
        print(f"raw data is in {raw_dir}")

    @commands.command("preprocess")
    def run_preprocess(
        raw_dir: Annotated[Path, typer.Argument()] = RAW_DIR,
        processed_dir: Annotated[Path, typer.Argument()] = PROCESSED_DIR,
    ) -> None:
        """Split and normalise the raw data."""
        with plain_errors():
            metadata = preprocess(raw_dir, processed_dir)
        print(f"{len(metadata.class_names)} classes of items {metadata.input_shape} are in {processed_dir}")

    return commands
