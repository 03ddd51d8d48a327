import json
from pathlib import Path

import pytest
import torch

from pkgname.callbacks import Callback
from pkgname.data.splits import load_split
from pkgname.models.checkpoint import load_model
from pkgname.plugins import training_loop
from pkgname.runtime import InputError, pick_device, set_seed
from pkgname.settings import TrainSettings
from pkgname.train_model import build_model, make_loader, train
from tests.conftest import make_settings


def weights_of(settings: TrainSettings) -> torch.Tensor:
    """The weights of a training as one vector."""
    train(settings)
    model = load_model(Path(settings.model_path))
    return torch.cat([parameter.flatten() for parameter in model.parameters()])


def test_the_loss_falls(processed_dir: Path, tmp_path: Path):
    history = train(make_settings(processed_dir, tmp_path, epochs=6, learning_rate=0.01))
    assert history[-1].train["loss"] < history[0].train["loss"] / 2
    assert history[-1].validation["accuracy"] >= 0.8


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(processed_dir: Path, tmp_path: Path):
    first, again, other = (
        weights_of(make_settings(processed_dir, tmp_path / name, seed=seed))
        for name, seed in (("first", 1), ("again", 1), ("other", 2))
    )
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_a_training_writes_metrics_and_a_figure(processed_dir: Path, tmp_path: Path):
    train(make_settings(processed_dir, tmp_path))
    metrics = json.loads((tmp_path / "reports/metrics.json").read_text(encoding="utf-8"))
    assert [row["epoch"] for row in metrics["history"]] == [1, 2]
    assert metrics["validation_loss"] == metrics["history"][-1]["validation_loss"]
    assert (tmp_path / "reports/figures/training_statistics.png").stat().st_size > 1000


def test_callbacks_are_called_after_each_step_and_each_epoch(processed_dir: Path, tmp_path: Path):
    class Counter(Callback):
        steps, epochs = 0, 0

        def on_step(self, loss):
            self.steps += 1

        def on_epoch(self, epoch):
            self.epochs += 1

    settings = make_settings(processed_dir, tmp_path, batch_size=16)
    set_seed(0)
    split = load_split(processed_dir, "train")
    loader, counter = make_loader(split, settings), Counter(settings)
    training_loop()(build_model(split, settings), (loader, loader), settings, [counter])
    assert (counter.steps, counter.epochs) == (6, 2)


@pytest.mark.parametrize("name", ["epochs", "batch_size", "validation_fraction"])
def test_a_setting_that_makes_no_sense_is_named(name: str, processed_dir: Path, tmp_path: Path):
    with pytest.raises(InputError, match=name):
        train(make_settings(processed_dir, tmp_path, **{name: 0}))


def test_a_learning_rate_that_is_too_high_is_named(processed_dir: Path, tmp_path: Path):
    with pytest.raises(InputError, match="learning rate"):
        train(make_settings(processed_dir, tmp_path, epochs=8, learning_rate=1e18))


def test_a_missing_data_set_names_the_command(tmp_path: Path):
    with pytest.raises(InputError, match="make data"):
        train(make_settings(tmp_path, tmp_path))


def test_an_unknown_device_is_named():
    with pytest.raises(InputError, match="abacus"):
        pick_device("abacus")
