"""The drift API, on records in a folder."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from fastapi.testclient import TestClient

from pkgname.collection.records import (
    ItemRecord,
    Record,
    make_id,
)
from pkgname.collection.store import open_store
from pkgname.data import example_items
from pkgname.drift import page
from pkgname.drift.api import create_app
from pkgname.drift.current import describe_items
from pkgname.drift.perturb import perturb_item
from pkgname.features.items import describe_item
from pkgname.interfaces import Metadata


@pytest.fixture
def drift(tmp_path: Path, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    """Return a client of the drift API, with a reference and no records."""
    items = example_items(served_metadata, 150, seed=3)
    (tmp_path / "reference.json").write_text(describe_items(items, served_metadata).to_json(), encoding="utf-8")
    monkeypatch.setenv("DRIFT_REFERENCE", f"file:{tmp_path / 'reference.json'}")
    monkeypatch.setenv("PREDICTIONS_URI", f"file:{tmp_path / 'predictions'}")
    monkeypatch.setattr(page, "write_evidently", lambda *tables: "<html><body>figures</body></html>")
    return TestClient(create_app())


def store_records(folder: Path, count: int, metadata: Metadata, severity: float = 0.0, minutes: float = 0.0) -> None:
    """Store a record for each of some items of the reference."""
    items, generator = example_items(metadata, 150, seed=3), np.random.default_rng(0)
    store = open_store(f"file:{folder}")
    for index in generator.integers(len(items), size=count):
        features = describe_item(perturb_item(items[index], severity, generator), metadata)
        time = datetime.now(UTC) - timedelta(minutes=minutes)
        name = metadata.class_names[0]
        record = Record(time, make_id(time), "v1", (ItemRecord(None, features, name, {name: 1.0}),))
        store.write(record.name, record.to_json())


def verdict_of(drift: TestClient, query: str = "") -> Any:
    response = drift.get(f"/verdict{query}")
    assert response.status_code == 200, response.text
    return response.json()


@pytest.mark.parametrize("count", [0, 1, 50])
def test_however_many_records_there_are_the_answer_makes_sense(
    count: int, drift: TestClient, tmp_path: Path, served_metadata: Metadata
) -> None:
    store_records(tmp_path / "predictions", count, served_metadata)
    expected = "no drift" if count == 50 else "not enough data"
    verdict = verdict_of(drift)
    assert (verdict["status"], verdict["rows"]) == (expected, count)
    response = drift.get("/report")
    assert response.headers["content-type"].startswith("text/html")
    assert f"<h1>{expected.capitalize()}</h1>" in response.text
    assert ("figures" in response.text) == (count == 50)


def test_shifted_records_are_drift(drift: TestClient, tmp_path: Path, served_metadata: Metadata) -> None:
    store_records(tmp_path / "predictions", 50, served_metadata, severity=1.0)
    verdict = verdict_of(drift)
    assert verdict["status"] == "drift"
    assert verdict["drifted"]
    assert "<h1>Drift</h1>" in drift.get("/report").text


def test_only_the_newest_records_count(drift: TestClient, tmp_path: Path, served_metadata: Metadata) -> None:
    store_records(tmp_path / "predictions", 50, served_metadata, severity=1.0, minutes=90)
    store_records(tmp_path / "predictions", 40, served_metadata)
    assert verdict_of(drift, "?n=40")["status"] == "no drift"
    assert verdict_of(drift, "?hours=1")["rows"] == 40
    assert verdict_of(drift, "?n=90")["rows"] == 90


@pytest.mark.parametrize("query", ["n=0", "n=x", "n=100000", "hours=0", "hours=1e9", "hours=inf"])
def test_numbers_that_make_no_sense_are_refused(query: str, drift: TestClient) -> None:
    assert drift.get(f"/verdict?{query}").status_code == 422


@pytest.mark.parametrize("route", ["/verdict", "/report"])
def test_what_is_missing_is_said_in_one_sentence(
    route: str, drift: TestClient, tmp_path: Path, served_metadata: Metadata, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREDICTIONS_URI", "")
    assert "export PREDICTIONS_URI" in problem_of(drift, route)
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("PREDICTIONS_URI", f"file:{tmp_path / 'predictions'}")
    store_records(tmp_path / "predictions", 30, served_metadata)
    (tmp_path / "reference.json").write_text('{"columns": {"other": [1.0]}, "classes": null}', encoding="utf-8")
    assert "other features (other)" in problem_of(drift, route)
    (tmp_path / "reference.json").unlink()
    assert "drift.reference" in problem_of(drift, route)


def problem_of(drift: TestClient, route: str) -> str:
    response = drift.get(route)
    assert response.status_code == 503
    detail: str = response.json()["detail"]
    return detail


def test_it_is_up_without_records(drift: TestClient) -> None:
    assert drift.get("/health").json() == {"status": "ok"}
    assert drift.get("/").json()["routes"] == ["/", "/health", "/report", "/verdict"]
