"""What the API stores of each request."""

import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from pkgname.api import create_app
from pkgname.collection import observer
from pkgname.collection.records import Record, read_newest
from pkgname.collection.store import open_store
from pkgname.data import example_items
from pkgname.features.items import describe_item
from pkgname.interfaces import Metadata
from pkgname.runtime import InputError

FULL = "the disk is full"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PREDICTIONS_URI", f"file:{tmp_path / 'predictions'}")
    monkeypatch.delenv("PREDICTIONS_KEEP", raising=False)
    return tmp_path / "predictions"


@pytest.fixture
def storing(folder: Path, model_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Return a client of an API that stores what it predicts."""
    monkeypatch.setenv("MODEL_URI", f"file:{model_file}")
    with TestClient(create_app()) as client:
        yield client


def recorder_of(client: TestClient) -> Any:
    return client.app.state.recorder  # type: ignore[attr-defined]


def ask(client: TestClient, items: list[Any]) -> Any:
    response = client.post("/predict", json={"items": items})
    assert response.status_code == 200, response.text
    return response.json()


def records_of(client: TestClient, folder: Path) -> list[Record]:
    assert recorder_of(client).flush()
    return read_newest(open_store(f"file:{folder}"), 1000)


def test_a_record_has_what_was_asked_and_what_was_answered(
    storing: TestClient, folder: Path, served_metadata: Metadata
) -> None:
    items = example_items(served_metadata, 2)
    answer = ask(storing, items)
    (record,) = records_of(storing, folder)
    assert record.model_version == answer["model_version"]
    assert 0 <= (datetime.now(UTC) - record.time).total_seconds() < 60
    assert [item.class_name for item in record.items] == [one["class_name"] for one in answer["predictions"]]
    assert [item.probabilities for item in record.items] == [one["probabilities"] for one in answer["predictions"]]
    assert [item.features for item in record.items] == [describe_item(item, served_metadata) for item in items]


def test_many_requests_at_once_give_as_many_records(
    storing: TestClient, folder: Path, served_metadata: Metadata
) -> None:
    items = example_items(served_metadata, 20)
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda item: ask(storing, [item]), items))
    assert len({record.id for record in records_of(storing, folder)}) == 20


@pytest.mark.parametrize(("keep", "kept"), [("items", True), ("features", False)])
def test_items_are_stored_where_asked(
    keep: str,
    kept: bool,
    folder: Path,
    client: TestClient,
    served_metadata: Metadata,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PREDICTIONS_KEEP", keep)
    items = example_items(served_metadata)
    with TestClient(create_app()) as storing:
        ask(storing, items)
        ((item,),) = [record.items for record in records_of(storing, folder)]
    assert (item.item is not None) == kept
    assert item.features


def test_without_a_place_nothing_is_stored(client_without_model: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDICTIONS_URI", "")
    assert not any(isinstance(one, observer.Recorder) for one in create_app().state.observers)


def test_a_place_that_cannot_be_right_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREDICTIONS_URI", "s3://somewhere")
    with pytest.raises(SystemExit, match="error: 's3://somewhere' is no place"):
        create_app()


def test_a_full_store_changes_no_response_and_is_logged_once(
    storing: TestClient, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (item,) = example_items(served_metadata)
    expected = ask(storing, [item])
    assert recorder_of(storing).flush()

    def refuse(name: str, text: str) -> None:
        raise InputError(FULL)

    monkeypatch.setattr(recorder_of(storing).store, "write", refuse)
    with caplog.at_level(logging.WARNING, logger=observer.__name__):
        assert all(ask(storing, [item]) == expected for _ in range(30))
        assert recorder_of(storing).flush()
    lines = [record.getMessage() for record in caplog.records if record.name == observer.__name__]
    assert lines == [f"predictions are not stored: {FULL} (1 lost since the last message)"]
    assert recorder_of(storing).lost == 29
    monkeypatch.undo()
    recorder_of(storing).paused_until = float("-inf")
    with caplog.at_level(logging.WARNING, logger=observer.__name__):
        assert ask(storing, [item]) == expected
        assert recorder_of(storing).flush()
    assert caplog.records[-1].getMessage() == "predictions are stored again (29 lost since the last message)"


def test_after_a_pause_records_are_written_again(
    storing: TestClient, folder: Path, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorder, items = recorder_of(storing), example_items(served_metadata)
    recorder.paused_until = float("inf")
    ask(storing, items)
    assert records_of(storing, folder) == []
    recorder.paused_until = float("-inf")
    ask(storing, items)
    assert len(records_of(storing, folder)) == 1


def test_a_store_that_hangs_does_not_fill_the_memory(
    storing: TestClient, folder: Path, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(observer, "MAX_WAITING", 0)
    ask(storing, example_items(served_metadata))
    assert recorder_of(storing).logged_at > 0
    assert records_of(storing, folder) == []
