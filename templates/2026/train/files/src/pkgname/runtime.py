"""What commands share: errors in one line, the device, the random seed, the port of a server, and the command of the data.

PyTorch is imported where it is used: the import takes seconds, and ``--help`` works without it.
"""

import errno
import os
import random
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import torch

COMMAND = "python -m pkgname"
"""How the commands of this package begin; error messages name the next one."""
RAW_DIR = Path("data/raw")
PROCESSED_DIR = Path("data/processed")
RawDir = Annotated[Path, typer.Argument(help="The folder of the raw data.")]
ProcessedDir = Annotated[Path, typer.Argument(help="The folder of the processed data.")]
SAMPLE_LIST = ".sample"
"""Lists the files that ``fetch`` has written, inside the folder of the raw data."""


class InputError(ValueError):
    """An error in the data or the settings that you can fix; the message says where it is and what to do."""


class MissingFileError(InputError):
    """A file that another command creates does not exist; the message names the command."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """End a command with one line instead of a traceback where the error explains itself.

    Only our own errors are treated like this. Any other error keeps its traceback: you need it to find the bug.
    """
    try:
        yield
    except InputError as error:
        raise SystemExit(f"error: {error}") from None


def pick_device(name: str = "auto") -> "torch.device":
    """Return the named device; ``auto`` is a GPU if there is one, else the CPU."""
    import torch

    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        raise InputError(f"device {name!r} is not available: use auto, cpu, cuda or mps") from error
    return device


def set_seed(seed: int) -> None:
    """Seed every random number generator: the same seed gives the same weights, bit by bit, on the same machine."""
    import numpy as np
    import torch

    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.manual_seed(seed)  # seeds every device
    # Matrix products on a GPU are deterministic only with a workspace of fixed size.
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
    # A few operations have no deterministic implementation on a GPU: PyTorch then warns and goes on.
    torch.use_deterministic_algorithms(True, warn_only=True)


def refuse_busy_port(host: str, port: int) -> None:
    """Say that a port is in use, or that the host is not an address of this machine, before a server fails on it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise InputError(f"the server cannot listen on {host}:{port}: {error}") from None
        raise InputError(
            f"port {port} is in use. Stop what listens there, or take another one: --port {port % 65535 + 1}"
        ) from None


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
        removed = sorted(list_sample(raw_dir) & list_files(raw_dir))
        for name in removed:
            Path(raw_dir, name).unlink()
        (raw_dir / SAMPLE_LIST).unlink(missing_ok=True)
        for folder in sorted((path for path in raw_dir.rglob("*") if path.is_dir()), reverse=True):
            if not any(folder.iterdir()):
                folder.rmdir()
        print(f"{len(removed)} files of the sample are removed from {raw_dir}")

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


def refuse_mixture(raw_dir: Path) -> None:
    """Refuse to preprocess your own data together with the sample data."""
    files, sample = list_files(raw_dir), list_sample(raw_dir)
    if (own := files - sample) and files & sample:
        raise InputError(
            f"{raw_dir} has the sample data and {len(own)} files of your own, such as {min(own)}. "
            f"Remove the sample with: {COMMAND}.data remove-sample"
        )
