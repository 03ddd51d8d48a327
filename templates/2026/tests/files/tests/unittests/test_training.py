import json
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname import plugins
from pkgname import train as train_module
from pkgname.callbacks import Callback, EpochMetrics
from pkgname.checkpoint import load_checkpoint
from pkgname.config import TrainConfig
from pkgname.interfaces import Metadata
from pkgname.metrics import OBJECTIVE
from pkgname.model import Model
from pkgname.runtime import (
    InputError,
    MissingFileError,
    set_seed,
)
from pkgname.splits import load_split, make_loaders
from pkgname.train import train


class Recorder(Callback):
    """Records how it is called."""

    def __init__(self, config: TrainConfig) -> None:
        self.calls: list[str] = []

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        self.calls.append("start")

    def on_batch(self, loss: float) -> None:
        self.calls.append("batch")

    def on_epoch(self, metrics: EpochMetrics) -> None:
        self.calls.append(f"epoch {metrics.epoch}")

    def on_end(self, history: Sequence[EpochMetrics]) -> None:
        self.calls.append(f"end of {len(history)}")

    def on_saved(self, path: Path, history: Sequence[EpochMetrics]) -> None:
        self.calls.append(f"saved {path.name}")


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(config: TrainConfig) -> None:
    def run(seed: int) -> tuple[dict[str, Tensor], list[EpochMetrics]]:
        config.seed, config.epochs = seed, 2
        history = train(config)
        return load_checkpoint(Path(config.model_path)).model.state_dict(), history

    (first, first_history), (again, again_history), (other, _) = run(1), run(1), run(2)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert first_history == again_history
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_training_leaves_weights_metrics_and_a_figure(config: TrainConfig) -> None:
    history = train(config)
    reports = Path(config.reports_dir)
    metrics = json.loads((reports / "metrics.json").read_text(encoding="utf-8"))
    figure = reports / "figures" / "training_statistics.png"
    assert metrics["train_loss"] == history[-1].train["loss"]
    assert metrics["validation_loss"] == history[-1].validation["loss"]
    assert [row["epoch"] for row in metrics["history"]] == [1, 2, 3]
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert load_checkpoint(Path(config.model_path)).metadata == Metadata.load(config.processed_dir)


def test_training_learns(config: TrainConfig) -> None:
    config.epochs = 8
    history = train(config)
    assert history[-1].train["loss"] < history[0].train["loss"]


def test_every_trainable_weight_moves(config: TrainConfig, metadata: Metadata) -> None:
    set_seed(config.seed)
    before = Model(metadata, config.model)
    train(config)
    after = load_checkpoint(Path(config.model_path)).model.state_dict()
    for name, parameter in before.named_parameters():
        assert torch.equal(parameter, after[name]) is not parameter.requires_grad, name


def test_the_callbacks_are_called_in_order(config: TrainConfig, monkeypatch: pytest.MonkeyPatch) -> None:
    recorder = Recorder(config)
    monkeypatch.setattr(plugins, "default_callbacks", lambda _: [recorder])
    config.epochs = 2
    train(config)
    batches = ["batch"] * len(make_loaders(load_split(config.processed_dir, "train"), config)[0])
    assert recorder.calls == ["start", *batches, "epoch 1", *batches, "epoch 2", "end of 2", "saved model.pth"]


def test_the_log_has_a_line_for_each_epoch(config: TrainConfig, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    config.epochs = 2
    history = train(config)
    assert "parameters with seed 42" in caplog.text
    assert f"epoch 2/2: train loss {history[-1].train['loss']:.4f}" in caplog.text


def test_training_without_data_names_the_command(config: TrainConfig, tmp_path: Path) -> None:
    config.processed_dir = str(tmp_path / "nothing")
    with pytest.raises(MissingFileError, match="data preprocess"):
        train(config)


def test_settings_are_validated_before_the_training(config: TrainConfig) -> None:
    config.epochs = 0
    with pytest.raises(InputError, match="epochs"):
        train(config)
    assert not Path(config.model_path).exists()


def test_the_command_trains_with_the_default_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    configs: list[TrainConfig] = []

    def note(config: TrainConfig) -> list[EpochMetrics]:
        configs.append(config)
        return [EpochMetrics(1, {OBJECTIVE: 0.0}, {OBJECTIVE: 0.0})]

    monkeypatch.chdir(tmp_path)  # where no configs/ are, and what a run writes disturbs nobody
    monkeypatch.setattr(sys, "argv", ["train"])
    monkeypatch.setattr(train_module, "train", note)
    try:
        train_module.main()
    except SystemExit as ending:  # how some commands end, well or not
        assert not ending.code
    (config,) = configs
    assert isinstance(config, TrainConfig)
    config.validate()
