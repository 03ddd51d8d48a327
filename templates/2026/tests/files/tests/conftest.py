"""Shared fixtures: a small synthetic data set, and a model trained on it.

Everything about the data (shapes, classes, items) comes from ``data.py`` and the metadata, so these tests still work when
you replace the data or the model. They need neither the real data nor a network.
"""

from pathlib import Path

import pytest
import torch

from pkgname.config import TrainConfig
from pkgname.data import make_example_data, preprocess
from pkgname.interfaces import Metadata
from pkgname.train import train

torch.set_num_threads(1)  # the models are so small that sharing the work costs more than the work


@pytest.fixture(scope="session")
def raw_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("raw")
    make_example_data(folder)
    return folder


@pytest.fixture(scope="session")
def processed_dir(raw_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("processed")
    preprocess(raw_dir, folder)
    return folder


@pytest.fixture(scope="session")
def metadata(processed_dir: Path) -> Metadata:
    return Metadata.load(processed_dir)


@pytest.fixture
def config(processed_dir: Path, tmp_path: Path) -> TrainConfig:
    """Return the settings of a short run that writes to a temporary folder."""
    return TrainConfig(
        epochs=3,
        batch_size=8,
        device="cpu",
        processed_dir=str(processed_dir),
        model_path=str(tmp_path / "models" / "model.pth"),
        reports_dir=str(tmp_path / "reports"),
    )


@pytest.fixture(scope="session")
def weights(processed_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the weights of one short training, for all tests that only read them."""
    folder = tmp_path_factory.mktemp("trained")
    config = TrainConfig(epochs=2, device="cpu", processed_dir=str(processed_dir), reports_dir=str(folder))
    config.model_path = str(folder / "model.pth")
    train(config)
    return folder / "model.pth"
