"""Records of requests: how one is made and written, and how the newest are found again."""

from __future__ import annotations

import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from pkgname.collection.store import Store
from pkgname.features.items import Features
from pkgname.runtime import InputError, MissingFileError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DAYS = 36500
"""A hundred years: nobody keeps records for longer, and every day in them has a year of four digits."""
READERS = 16
"""How many records are read at the same time: a bucket takes long to answer, not to send."""


@dataclass(frozen=True)
class ItemRecord:
    """One item of a request and its prediction; ``item`` is None where only the features are kept."""

    item: Any
    features: Features
    class_name: str
    probabilities: dict[str, float]


@dataclass(frozen=True)
class Record:
    """What one request asked and what the API answered.

    Attributes:
        time: When it was answered, in UTC.
        id: Unique, and in the order of the time: ``20260119T094500123456Z-<random>``.
        model_version: Which weights predicted.
        items: In the order of the request.
    """

    time: datetime
    id: str
    model_version: str
    items: tuple[ItemRecord, ...]

    @property
    def name(self) -> str:
        """Where it is stored: a folder for each day, and no character that a file system or a URL minds."""
        return f"{self.time:%Y-%m-%d}/{self.id}.json"

    def to_json(self) -> str:
        """Write it as JSON."""
        values = asdict(self) | {"time": self.time.isoformat(timespec="microseconds")}
        return json.dumps(values, ensure_ascii=False, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Record:
        """Read what ``to_json`` has written; anything else is a ``ValueError``."""
        try:
            values = json.loads(text)
            items = tuple(ItemRecord(**item) for item in values.pop("items"))
            time = datetime.fromisoformat(values.pop("time")).astimezone(UTC)
            record = cls(time=time, items=items, **values)
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a record ({error})") from error
        if not all(isinstance(item.class_name, str) and are_features(item.features) for item in items):
            raise ValueError("features are numbers by name, and a class is a name")
        return record


def are_features(values: Any) -> bool:
    """Whether these are numbers by name; None is a missing one."""
    return isinstance(values, dict) and all(
        value is None or isinstance(value, int | float) for value in values.values()
    )


def make_id(time: datetime) -> str:
    """Make a name for a record that nobody else makes."""
    return f"{time:%Y%m%dT%H%M%S%f}Z-{uuid4().hex[:12]}"


def newest_names(store: Store) -> Iterator[str]:
    """Yield the names of all records, the newest first; days are listed only as far as they are asked for."""
    for day in reversed(store.days()):
        yield from reversed(store.names(day))


def read_newest(store: Store, count: int) -> list[Record]:
    """Read the newest records, the newest first."""
    names = [name for name, _ in zip(newest_names(store), range(count), strict=False)]
    return read_records(store, names)


def read_since(store: Store, hours: float) -> list[Record]:
    """Read the records of the last hours, the newest first."""
    oldest = f"{datetime.now(UTC) - timedelta(hours=hours):%Y-%m-%d/%Y%m%dT%H%M%S%f}"
    return read_records(store, list(takewhile(lambda name: name >= oldest, newest_names(store))))


def read_records(store: Store, names: Sequence[str]) -> list[Record]:
    """Read records by their names, several at a time; one that somebody has deleted meanwhile is left out."""

    def read(name: str) -> Record | None:
        try:
            return Record.from_json(store.read(name))
        except MissingFileError:
            return None
        except InputError:
            raise
        except ValueError as error:
            raise InputError(f"{store.uri}/{name} is no record ({error}). Delete it, or move it elsewhere") from error

    with ThreadPoolExecutor(READERS) as pool:
        return [record for record in pool.map(read, names) if record is not None]


def delete_older(store: Store, days: int) -> int:
    """Delete the records of all days before the last ones, and return how many there were."""
    first_kept = (datetime.now(UTC) - timedelta(days=days)).date().isoformat()
    names = [name for day in store.days() if day < first_kept for name in store.names(day)]
    for name in names:
        store.delete(name)
    return len(names)
