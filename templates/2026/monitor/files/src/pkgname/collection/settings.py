"""Where records are stored and what is in them, from the environment."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pkgname.runtime import InputError

URI_NAME, KEEP_NAME = "PREDICTIONS_URI", "PREDICTIONS_KEEP"
KEEPS = ("auto", "items", "features")


@dataclass(frozen=True)
class Settings:
    """The settings of the collection.

    Attributes:
        uri: ``file:<folder>`` or ``gs://<bucket>/<folder>``; empty: nothing is stored.
        keep: ``features`` stores numbers that describe an item, ``items`` also the item itself. ``auto`` stores items that are
            texts or rows of a table, and features of all others: an image has thousands of pixels, shows people, and is
            described by three or four numbers well enough to see drift.
    """

    uri: str = ""
    keep: str = "auto"

    def keeps(self, item: Any) -> bool:
        """Say whether the item itself is stored."""
        return self.keep == "items" or (self.keep == "auto" and isinstance(item, str | dict))


def read_settings() -> Settings:
    """Read the settings from the environment; one that cannot be right is an ``InputError``."""
    keep = os.environ.get(KEEP_NAME) or KEEPS[0]
    require_one_of(KEEP_NAME, keep, KEEPS)
    return Settings(os.environ.get(URI_NAME, ""), keep)


def require_one_of(name: str, value: str, choices: Sequence[str]) -> None:
    """Refuse a value that is none of the choices."""
    if value not in choices:
        raise InputError(f"{name} is {value!r}: use {', '.join(choices[:-1])} or {choices[-1]}")


def require_uri() -> str:
    """Return where the records are; a command that reads them cannot do without."""
    uri = read_settings().uri
    if not uri:
        raise InputError(f"there is no {URI_NAME}. Set it to where the records are: export {URI_NAME}=file:predictions")
    return uri
