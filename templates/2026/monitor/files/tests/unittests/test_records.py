"""Records of requests in a folder, and in a bucket that a stand-in keeps in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from google.api_core.exceptions import NotFound

from pkgname.collection import bucket
from pkgname.collection.records import (
    ItemRecord,
    Record,
    delete_older,
    make_id,
    newest_names,
    read_newest,
    read_since,
)
from pkgname.collection.store import Store, open_store
from pkgname.runtime import InputError, MissingFileError

NOT_THERE: Any = NotFound


class FakeBucket:
    """Objects by their names, with what a client offers of a bucket."""

    def __init__(self) -> None:
        self.objects: dict[str, str] = {}

    def blob(self, name: str) -> Any:
        def upload(text: str, **options: Any) -> None:
            self.objects[name] = text

        def find(**options: Any) -> bytes:
            if name not in self.objects:
                raise NOT_THERE("no such object")
            return self.objects[name].encode()

        def delete(**options: Any) -> None:
            find()
            del self.objects[name]

        return SimpleNamespace(upload_from_string=upload, download_as_bytes=find, delete=delete)

    def list_blobs(self, prefix: str, delimiter: str = "", **options: Any) -> Any:
        names = [name for name in self.objects if name.startswith(prefix)]
        listing = FakeListing(SimpleNamespace(name=name) for name in names if not delimiter)
        listing.prefixes = {prefix + name.removeprefix(prefix).split("/")[0] + "/" for name in names}
        return listing


class FakeListing(list[Any]):
    prefixes: set[str]


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeBucket]:
    fake = FakeBucket()
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    client = SimpleNamespace(bucket=lambda name: fake)
    monkeypatch.setattr(bucket.import_storage(), "Client", lambda **options: client)
    yield fake


@pytest.fixture(params=["folder", "bucket"])
def store(request: pytest.FixtureRequest, tmp_path: Path, fake: FakeBucket) -> Store:
    places = {"folder": f"file:{tmp_path / 'predictions'}", "bucket": "gs://our-bucket/predictions"}
    return open_store(places[request.param])


def write_record(store: Store, hours_ago: float) -> Record:
    time = datetime.now(UTC) - timedelta(hours=hours_ago)
    item = ItemRecord(None, {"size": 1.5, "gap": None}, class_name="a", probabilities={"a": 0.75, "b": 0.25})
    record = Record(time, make_id(time), "v1", (item,))
    store.write(record.name, record.to_json())
    return record


def test_a_record_comes_back_as_it_was(store: Store) -> None:
    record = write_record(store, 0)
    assert read_newest(store, 1) == [record]


def test_names_have_no_character_that_a_file_system_minds(store: Store) -> None:
    record = write_record(store, 0)
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}/\d{8}T\d{12}Z-[0-9a-f]{12}\.json", record.name)
    assert list(newest_names(store)) == [record.name]


def test_the_newest_come_first_across_days(store: Store) -> None:
    records = [write_record(store, hours) for hours in (50, 0, 26, 3)]
    ages = [records[index].id for index in (1, 3, 2, 0)]
    assert [record.id for record in read_newest(store, 3)] == ages[:3]
    assert [record.id for record in read_newest(store, 9)] == ages
    assert [record.id for record in read_since(store, 27)] == ages[:3]


def test_what_is_valid_json_and_no_record_is_named(store: Store) -> None:
    record = write_record(store, 0)
    for spoilt in (
        record.to_json().replace('{"size": 1.5, "gap": null}', "null"),
        record.to_json().replace("1.5", '"large"'),
        record.to_json().replace('"a", "prob', '3, "prob'),
        "[" * 100_000,
    ):
        store.write(record.name, spoilt)
        with pytest.raises(InputError, match=f"{record.id}.json is no record"):
            read_newest(store, 1)


def test_days_that_nobody_can_count_delete_nothing(store: Store) -> None:
    write_record(store, 1)
    assert delete_older(store, 500_000) == 0
    assert len(read_newest(store, 5)) == 1


def test_an_empty_store_has_no_records(store: Store) -> None:
    assert read_newest(store, 5) == read_since(store, 5) == []
    assert delete_older(store, 0) == 0


def test_old_records_are_deleted_and_others_stay(store: Store) -> None:
    new, _ = write_record(store, 0), write_record(store, 24 * 40)
    assert delete_older(store, 30) == 1
    assert [record.id for record in read_newest(store, 9)] == [new.id]
    store.delete(new.name)
    store.delete(new.name)  # somebody else was faster
    assert read_newest(store, 9) == []


def test_what_is_no_record_is_named(store: Store) -> None:
    store.write("2026-01-01/x.json", "{}")
    with pytest.raises(InputError, match=r"2026-01-01/x\.json is no record"):
        read_newest(store, 1)
    with pytest.raises(MissingFileError, match="none does not exist"):
        store.read("none")
