from pathlib import Path

import pytest

from pkgname.settings import TrainSettings
from pkgname.tracking.wandb_run import WandbRun
from pkgname.train_model import train
from tests.conftest import make_settings


def test_a_run_is_recorded_offline(processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setenv("WANDB_DIR", str(tmp_path))
    train(make_settings(processed_dir, tmp_path, epochs=1))
    assert list(tmp_path.glob("wandb/offline-run-*/*.wandb"))


def test_nothing_is_recorded_where_that_is_switched_off(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("WANDB_MODE", "disabled")
    callback = WandbRun(TrainSettings())
    callback.on_start(parameters=1)
    callback.on_step(0.5)
    assert callback.run is None
