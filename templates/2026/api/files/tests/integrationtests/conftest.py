"""A client of the API with a model, and one without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import torch
from fastapi.testclient import TestClient

from pkgname.api import create_app
from pkgname.checkpoint import load_checkpoint, save_checkpoint
from pkgname.config import ModelConfig
from pkgname.data import make_example_data, preprocess
from pkgname.interfaces import Metadata
from pkgname.model import Model

torch.set_num_threads(1)


@pytest.fixture(scope="session")
def model_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the weights of a model that is not trained: enough to ask for predictions."""
    folder = tmp_path_factory.mktemp("served")
    make_example_data(folder / "raw")
    metadata = preprocess(folder / "raw", folder / "processed")
    torch.manual_seed(0)
    save_checkpoint(folder / "model.pth", Model(metadata, ModelConfig()), metadata, ModelConfig())
    return folder / "model.pth"


@pytest.fixture(scope="session")
def served_metadata(model_file: Path) -> Metadata:
    return load_checkpoint(model_file).metadata


@pytest.fixture
def client(model_file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("MODEL_URI", f"file:{model_file}")
    with TestClient(create_app()) as client:  # the with statement makes the app load its model
        yield client


@pytest.fixture
def client_without_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("MODEL_URI", f"file:{tmp_path / 'none.pth'}")
    with TestClient(create_app()) as client:
        yield client
