"""What commands share: folders, errors in one line, the log, the device and the random seed."""

import logging
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch

RAW_DIR = Path("data/raw")
PROCESSED_DIR = Path("data/processed")
MODEL_PATH = Path("models/model.pt")
REPORTS_DIR = Path("reports")


class InputError(ValueError):
    """An error in the data or the settings that you can fix; the message says where it is and what to do."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """End a command with one line instead of a traceback where the error explains itself.

    Only our own errors are treated like this. Any other error keeps its traceback: you need it to find the bug.
    """
    try:
        yield
    except InputError as error:
        raise SystemExit(f"error: {error}") from None


def set_up_logging() -> None:
    """Show the log of the package; a library that is imported stays as quiet as it is."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(message)s", datefmt="%H:%M:%S")
    # A module that is run by `python -m` is called __main__, whatever its package.
    for name in (__name__.partition(".")[0], "__main__"):
        logging.getLogger(name).setLevel(logging.INFO)


def pick_device(name: str = "auto") -> torch.device:
    """Return the named device; ``auto`` is a GPU if there is one, else the CPU."""
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        device = torch.device(name)
        torch.empty(0, device=device)
    except (RuntimeError, AssertionError, NotImplementedError) as error:
        raise InputError(f"device {name!r} is not available: use auto, cpu, cuda or mps") from error
    return device


def set_seed(seed: int) -> None:
    """Seed every random number generator: the same seed gives the same weights on the same machine."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.manual_seed(seed)  # seeds every device
    # A few operations have no deterministic implementation on a GPU: PyTorch then warns and goes on.
    torch.use_deterministic_algorithms(True, warn_only=True)
