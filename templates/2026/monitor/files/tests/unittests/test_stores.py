"""Where records are stored, and what is said where that cannot be used."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from google.api_core.exceptions import Forbidden, NotFound
from google.auth.exceptions import DefaultCredentialsError, RefreshError

from pkgname.collection import bucket
from pkgname.collection.records import newest_names
from pkgname.collection.settings import (
    read_settings,
    require_uri,
)
from pkgname.collection.store import open_store
from pkgname.runtime import InputError

NO_CREDENTIALS: Any = DefaultCredentialsError


@pytest.mark.parametrize("uri", ["predictions", "file:", "s3://our/x", "gs://bucket", "gs://our/a b", "gs://B/x"])
def test_what_is_no_place_is_refused(uri: str) -> None:
    with pytest.raises(InputError, match=r"gs://"):
        open_store(uri)


def test_a_text_is_there_as_a_whole_or_not_at_all(tmp_path: Path) -> None:
    store = open_store(f"file:{tmp_path}")
    with pytest.raises(UnicodeEncodeError):
        store.write("2026-01-01/x.json", "begins well\ud800")
    assert list(newest_names(store)) == []
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


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
def test_what_google_cloud_objects_to_is_one_sentence(
    problem: Any, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*words: Any, **options: Any) -> None:
        raise problem("no")

    blob = SimpleNamespace(upload_from_string=refuse)
    client = SimpleNamespace(bucket=lambda name: SimpleNamespace(blob=lambda name: blob))
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    monkeypatch.setattr(bucket.import_storage(), "Client", lambda **options: client)
    store = open_store("gs://our-bucket/predictions")
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
