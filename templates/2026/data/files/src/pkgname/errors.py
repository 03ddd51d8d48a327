"""Errors that already say what to do next."""

from collections.abc import Iterator
from contextlib import contextmanager

COMMAND = "python -m pkgname"
"""How the commands of this package begin; messages name the next one."""


class MissingFileError(FileNotFoundError):
    """A file that an earlier command makes is not there; the message names the command."""


@contextmanager
def plain_errors() -> Iterator[None]:
    """End a command with one line instead of a traceback where the error is its own explanation.

    Only our own error is treated so: whatever else goes wrong keeps its traceback, because that is how you find it.
    """
    try:
        yield
    except MissingFileError as error:
        raise SystemExit(f"error: {error}") from None
