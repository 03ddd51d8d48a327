"""Stores a record of each request that the API has answered, if ``PREDICTIONS_URI`` says where.

The response is not affected: a record is written after it, by threads of its own, and what cannot be written is counted and
logged once a minute.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Condition
from time import monotonic
from typing import TYPE_CHECKING, Any

from pkgname.collection.records import (
    ItemRecord,
    Record,
    make_id,
)
from pkgname.collection.settings import Settings, read_settings
from pkgname.collection.store import Store, open_store
from pkgname.features.items import describe_item
from pkgname.interfaces import Metadata
from pkgname.predict import Prediction
from pkgname.runtime import InputError, plain_errors

if TYPE_CHECKING:
    from fastapi import FastAPI

WRITERS = 4
MAX_WAITING = 500
"""Requests of which the record is not yet written. More are not kept: memory is for predictions."""
PAUSE_SECONDS = 10.0
"""How long nothing is written after a failure: a bucket that does not answer would hold up every thread."""
LOG_SECONDS = 60.0
logger = logging.getLogger(__name__)


class Recorder:
    """An observer that stores records.

    Args:
        store: Where to.
        settings: What of an item is kept.
        find_metadata: Returns the metadata of the model that the API serves.
    """

    def __init__(self, store: Store, settings: Settings, find_metadata: Callable[[], Metadata]) -> None:
        self.store, self.settings, self.find_metadata = store, settings, find_metadata
        # Its threads are waited for when the process ends, so that the last records are written too.
        self.pool = ThreadPoolExecutor(WRITERS, thread_name_prefix="records")
        self.changed = Condition()
        self.waiting = self.lost = 0
        self.paused_until = self.logged_at = float("-inf")
        self.problem = ""

    def __call__(self, items: Sequence[Any], predictions: Sequence[Prediction], version: str) -> None:
        """Have the record of a request written soon."""
        time = datetime.now(UTC)
        with self.changed:
            full = self.waiting >= MAX_WAITING
            self.waiting += not full
        if full:
            self.lose("too many records wait to be written")
        else:
            self.pool.submit(self.write, time, items, predictions, version)

    def write(self, time: datetime, items: Sequence[Any], predictions: Sequence[Prediction], version: str) -> None:
        """Write the record of a request; whatever goes wrong ends here."""
        try:
            if monotonic() < self.paused_until:
                self.lose(self.problem)
                return
            record = self.make_record(time, items, predictions, version)
            self.store.write(record.name, record.to_json())
            self.report_recovery()
        except InputError as error:
            self.problem, self.paused_until = str(error), monotonic() + PAUSE_SECONDS
            self.lose(self.problem)
        except Exception as error:
            logger.debug("a record could not be made", exc_info=True)
            self.lose(f"{type(error).__name__}: {error}")
        finally:
            with self.changed:
                self.waiting -= 1
                self.changed.notify_all()

    def make_record(
        self, time: datetime, items: Sequence[Any], predictions: Sequence[Prediction], version: str
    ) -> Record:
        """Describe the items, and put them together with their predictions."""
        metadata = self.find_metadata()
        records = (
            ItemRecord(
                item=item if self.settings.keeps(item) else None,
                features=describe_item(item, metadata),
                class_name=prediction.class_name,
                probabilities=prediction.probabilities,
            )
            for item, prediction in zip(items, predictions, strict=True)
        )
        return Record(time, make_id(time), version, tuple(records))

    def lose(self, reason: str) -> None:
        """Count a record that is lost, and say so, but not more often than once a minute."""
        with self.changed:
            self.lost += 1
            if monotonic() - self.logged_at < LOG_SECONDS:
                return
            count, self.lost, self.logged_at = self.lost, 0, monotonic()
        logger.warning("predictions are not stored: %s (%d lost since the last message)", reason, count)

    def report_recovery(self) -> None:
        """Say how many were lost that no message has counted yet, now that records are stored again."""
        with self.changed:
            count, self.lost = self.lost, 0
        if count:
            logger.warning("predictions are stored again (%d lost since the last message)", count)

    def flush(self, seconds: float = 30.0) -> bool:
        """Wait until the records of all requests so far are written or lost; return whether they are."""
        with self.changed:
            return self.changed.wait_for(lambda: self.waiting == 0, seconds)


def install(app: FastAPI) -> None:
    """Store what an app predicts, where ``PREDICTIONS_URI`` says."""
    with plain_errors():
        settings = read_settings()
        if not settings.uri:
            return
        store = open_store(settings.uri)
        store.require_writable()
    app.state.recorder = Recorder(store, settings, lambda: app.state.predictor.metadata)
    app.state.observers.append(app.state.recorder)
