"""What commands share: errors in one line, the device, the random seed, and the port of a server.

PyTorch is imported where it is used: the import takes seconds, and ``--help`` works without it.
"""

import errno
import os
import random
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import torch

COMMAND = "python -m pkgname"
"""How the commands of this package begin; error messages name the next one."""
<%_ if (manager === 'uv') { _%>
INSTALL = "uv sync"
<%_ } else { _%>
INSTALL = "python -m pip install -r requirements.txt"
<%_ } _%>
"""What installs the packages of the project; error messages name it where one is missing."""
RAW_DIR = Path("data/raw")
PROCESSED_DIR = Path("data/processed")


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
