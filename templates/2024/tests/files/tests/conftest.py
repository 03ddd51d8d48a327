import os
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from pkgname.data.make_dataset import SHAPE, make_dataset
from pkgname.models.checkpoint import load_model
from pkgname.models.model import Model
from pkgname.settings import TrainSettings
from pkgname.train_model import train

# No test records a run, whatever records the others.
os.environ.setdefault("WANDB_MODE", "disabled")
CLASSES = ("bottom", "middle", "top")


@pytest.fixture(scope="session")
def raw_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Images of noise, twenty of each class, with a bright band where the class says."""
    folder = tmp_path_factory.mktemp("raw")
    channels, height, width = SHAPE
    draw = np.random.default_rng(0)
    for index in range(60):
        name = CLASSES[index % 3]
        pixels = draw.integers(0, 100, size=(height, width, channels), dtype=np.uint8)
        top = (2 - index % 3) * (height // 3)
        pixels[top : top + height // 3] += 150
        path = folder / name / f"{index:02}.png"
        path.parent.mkdir(exist_ok=True)
        Image.fromarray(pixels.squeeze()).save(path)
    return folder


@pytest.fixture(scope="session")
def processed_dir(raw_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The splits of these images."""
    folder = tmp_path_factory.mktemp("processed")
    make_dataset(raw_dir, folder, test_fraction=0.2)
    return folder


def make_settings(processed_dir: Path, folder: Path, **changes: Any) -> TrainSettings:
    """The settings of a short run that writes to a folder of its own."""
    settings: dict[str, Any] = {
        "epochs": 2,
        "device": "cpu",
        "processed_dir": str(processed_dir),
        "model_path": str(folder / "model.pt"),
        "reports_dir": str(folder / "reports"),
        **changes,
    }
    return TrainSettings(**settings)


@pytest.fixture(scope="session")
def trained(processed_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a model that knows the classes."""
    folder = tmp_path_factory.mktemp("trained")
    settings = make_settings(processed_dir, folder, epochs=12, learning_rate=0.01)
    train(settings)
    return Path(settings.model_path)


@pytest.fixture(scope="session")
def model(trained: Path) -> Model:
    """The trained model."""
    return load_model(trained)
