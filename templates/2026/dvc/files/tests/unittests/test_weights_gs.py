"""Weights in a bucket, with a stand-in for Google Cloud that keeps objects in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from google.api_core.exceptions import Forbidden, NotFound
from google.auth.exceptions import DefaultCredentialsError, RefreshError

from pkgname import weights_gs
from pkgname.checkpoint import load_checkpoint, locate_weights
from pkgname.runtime import InputError, MissingFileError

URI = "gs://our-bucket/models/model.pth"
NO_OBJECT: Any = NotFound
NO_CREDENTIALS: Any = DefaultCredentialsError


class FakeBlob:
    """An object of a bucket: its versions, the last one counts."""

    def __init__(self, bucket: str, name: str, versions: list[bytes], problem: Exception | None) -> None:
        self.bucket, self.name = SimpleNamespace(name=bucket), name
        self.versions, self.problem = versions, problem
        self.generation = len(versions)
        self.downloads = 0

    def reload(self, **options: Any) -> None:
        if self.problem is not None:
            raise self.problem
        if not self.versions:
            raise NO_OBJECT("No such object")
        self.generation = len(self.versions)

    def download_to_filename(self, path: str, **options: Any) -> None:
        self.downloads += 1
        Path(path).write_bytes(self.versions[-1])

    def upload_from_filename(self, path: str, **options: Any) -> None:
        if self.problem is not None:
            raise self.problem
        self.versions.append(Path(path).read_bytes())


@pytest.fixture
def blob(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[FakeBlob]:
    fake = FakeBlob("our-bucket", "models/model.pth", [], None)
    client = SimpleNamespace(bucket=lambda name: SimpleNamespace(blob=lambda path: fake))
    monkeypatch.setattr(weights_gs.import_storage(), "Client", lambda **options: client)
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    monkeypatch.setattr(weights_gs, "CACHE", tmp_path / "cache")
    yield fake


def test_uploaded_weights_are_found_by_their_uri(blob: FakeBlob, weights: Path) -> None:
    weights_gs.upload(weights, URI)
    path = locate_weights(URI)
    assert path.read_bytes() == weights.read_bytes()
    assert load_checkpoint(path).metadata == load_checkpoint(weights).metadata


def test_a_version_is_downloaded_once_and_a_new_one_again(blob: FakeBlob) -> None:
    blob.versions.append(b"first")
    assert weights_gs.download(URI) == weights_gs.download(URI)
    assert blob.downloads == 1
    blob.versions.append(b"second")
    assert weights_gs.download(URI).read_bytes() == b"second"


def test_no_object_names_the_command_that_uploads_one(blob: FakeBlob) -> None:
    with pytest.raises(MissingFileError, match=r"no such object.*weights_gs gs://our-bucket"):
        weights_gs.download(URI)


@pytest.mark.parametrize(
    ("problem", "words"),
    [(Forbidden, "no access"), (RefreshError, "do not work"), (ConnectionError, "cannot be reached")],
)
def test_what_google_cloud_objects_to_is_one_sentence(blob: FakeBlob, problem: Any, words: str) -> None:
    blob.problem = problem("no")
    with pytest.raises(InputError, match=words):
        weights_gs.download(URI)


def test_without_credentials_the_error_names_the_login(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: Any) -> None:
        raise NO_CREDENTIALS("none")

    monkeypatch.setattr(weights_gs.import_storage(), "Client", refuse)
    monkeypatch.delenv("STORAGE_EMULATOR_HOST", raising=False)
    with pytest.raises(InputError, match="gcloud auth application-default login"):
        weights_gs.download(URI)


@pytest.mark.parametrize("uri", ["gs:", "gs://bucket", "gs://bucket/", "gs://../model.pth", "gs:bucket/model.pth"])
def test_what_is_no_address_in_a_bucket_is_refused(uri: str) -> None:
    with pytest.raises(InputError, match="gs://our-bucket"):
        weights_gs.download(uri)


def test_an_upload_says_which_command_makes_what_is_missing(blob: FakeBlob, weights: Path, tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match=r"\.train"):
        weights_gs.upload(tmp_path / "none.pth", URI)
    blob.problem = NO_OBJECT("no such bucket")
    with pytest.raises(InputError, match=r"create_bucket\.sh"):
        weights_gs.upload(weights, URI)
