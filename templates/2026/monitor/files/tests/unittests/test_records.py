"""Records of requests in a folder, and in a bucket that a stand-in keeps in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from google.api_core.exceptions import Forbidden, NotFound
from google.auth.exceptions import DefaultCredentialsError, RefreshError

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
from pkgname.collection.settings import (
    read_settings,
    require_uri,
)
from pkgname.collection.store import Store, open_store
from pkgname.runtime import InputError, MissingFileError

NOT_THERE: Any = NotFound
NO_CREDENTIALS: Any = DefaultCredentialsError


class FakeBucket:
    """Objects by their names, with what a client offers of a bucket."""

    def __init__(self) -> None:
        self.objects: dict[str, str] = {}
        self.problem: Exception | None = None

    def look(self) -> None:
        if self.problem is not None:
            raise self.problem

    def blob(self, name: str) -> Any:
        def upload(text: str, **options: Any) -> None:
            self.look()
            self.objects[name] = text

        def find(**options: Any) -> bytes:
            self.look()
            if name not in self.objects:
                raise NOT_THERE("no such object")
            return self.objects[name].encode()

        def delete(**options: Any) -> None:
            find()
            del self.objects[name]

        return SimpleNamespace(upload_from_string=upload, download_as_bytes=find, delete=delete)

    def list_blobs(self, prefix: str, delimiter: str = "", **options: Any) -> Any:
        self.look()
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


def test_a_text_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    store = open_store(f"file:{tmp_path}")
    with pytest.raises(UnicodeEncodeError):
        store.write("2026-01-01/x.json", "begins well\ud800")
    assert list(newest_names(store)) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("uri", ["predictions", "file:", "s3://our/x", "gs://bucket", "gs://our/a b", "gs://B/x"])
def test_what_is_no_place_is_refused(uri: str) -> None:
    with pytest.raises(InputError, match=r"gs://"):
        open_store(uri)


def test_a_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    store = open_store(f"file:{tmp_path / 'file' / 'predictions'}")
    with pytest.raises(InputError, match="cannot be written to"):
        store.require_writable()
    with pytest.raises(InputError, match="cannot be used"):
        store.write("2026-01-01/x.json", "")


@pytest.mark.parametrize(
    ("problem", "words"),
    [
        (Forbidden, "no access"),
        (RefreshError, "do not work"),
        (ConnectionError, "cannot be reached"),
        (NotFound, "no bucket"),
    ],
)
def test_what_google_cloud_objects_to_is_one_sentence(fake: FakeBucket, problem: Any, words: str) -> None:
    store = open_store("gs://our-bucket/predictions")
    fake.problem = problem("no")
    with pytest.raises(InputError, match=words):
        store.write("2026-01-01/x.json", "{}")


def test_without_credentials_the_error_names_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: Any) -> None:
        raise NO_CREDENTIALS("none")

    monkeypatch.setattr(bucket.import_storage(), "Client", refuse)
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    with pytest.raises(InputError, match="gcloud auth application-default login"):
        open_store("gs://our-bucket/predictions")


def test_settings_that_cannot_be_right_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREDICTIONS_URI", raising=False)
    with pytest.raises(InputError, match="export PREDICTIONS_URI"):
        require_uri()
    monkeypatch.setenv("PREDICTIONS_KEEP", "pixels")
    with pytest.raises(InputError, match="auto, items or features"):
        read_settings()
