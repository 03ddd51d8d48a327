import math
from collections.abc import Sequence
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname.callbacks import (
    Callback,
    EpochMetrics,
    saved_metrics,
)
from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.interfaces import Metadata
from pkgname.metrics import OBJECTIVE, compute_loss, measure
from pkgname.model import Model
from pkgname.runtime import InputError, set_seed
from pkgname.splits import load_split, make_loaders

lightning_loop = pytest.importorskip(
    "pkgname.lightning_loop",
    reason="the project trains without Lightning",
)
CPU = torch.device("cpu")


class Recorder(Callback):
    """Records how it is called."""

    def __init__(self) -> None:
        self.calls: list[str] = []

    def on_batch(self, loss: float) -> None:
        self.calls.append("batch")

    def on_epoch(self, metrics: EpochMetrics) -> None:
        self.calls.append(f"epoch {metrics.epoch}")


def run(config: TrainConfig, callbacks: Sequence[Callback] = ()) -> tuple[nn.Module, list[EpochMetrics]]:
    """Train from the seed with Lightning."""
    set_seed(config.seed)
    data = load_split(config.processed_dir, "train")
    model = Model(data.metadata, config.model)
    optimizer = config.optimizer.build(model.parameters())
    history = lightning_loop.fit(model, make_loaders(data, config), optimizer, config, callbacks)
    return model, history


def train_by_hand(config: TrainConfig) -> dict[str, Tensor]:
    """Train from the seed with a plain loop."""
    set_seed(config.seed)
    data = load_split(config.processed_dir, "train")
    model = Model(data.metadata, config.model)
    optimizer = config.optimizer.build(model.parameters())
    loader, _ = make_loaders(data, config)
    for _ in range(config.epochs):
        for inputs, targets in loader:
            optimizer.zero_grad()
            compute_loss(model(inputs), targets).backward()
            optimizer.step()
    return model.state_dict()


def best_checkpoint(config: TrainConfig) -> Path:
    return Path(config.model_path).with_name("model-best.ckpt")


def validate(model: nn.Module, config: TrainConfig) -> float:
    _, loader = make_loaders(load_split(config.processed_dir, "train"), config)
    return measure(model, loader, CPU)[OBJECTIVE]


def test_lightning_trains_the_weights_that_a_plain_loop_trains(config: TrainConfig) -> None:
    model, _ = run(config)
    expected = train_by_hand(config)
    for name, tensor in model.state_dict().items():
        assert torch.allclose(tensor, expected[name], atol=1e-4), name


def test_the_metrics_of_an_epoch_are_those_of_all_validation_items(config: TrainConfig) -> None:
    model, history = run(config)
    assert history[-1].validation[OBJECTIVE] == pytest.approx(validate(model, config), rel=1e-4)


def test_a_fast_run_trains_on_one_batch_and_keeps_no_checkpoint(config: TrainConfig) -> None:
    config.trainer.fast_dev_run = True
    recorder = Recorder()
    run(config, [recorder])
    assert recorder.calls == ["batch", "epoch 1"]
    assert not best_checkpoint(config).exists()


def test_a_fraction_of_the_batches_can_be_trained_on(config: TrainConfig) -> None:
    config.epochs, config.trainer.limit_train_batches = 1, 0.5
    recorder = Recorder()
    run(config, [recorder])
    batches = len(make_loaders(load_split(config.processed_dir, "train"), config)[0])
    assert recorder.calls.count("batch") == batches // 2


def test_the_checkpoint_has_the_weights_of_the_best_epoch(config: TrainConfig, metadata: Metadata) -> None:
    _, history = run(config)
    model = Model(metadata, config.model)
    module = lightning_loop.LightningModel.load_from_checkpoint(
        best_checkpoint(config),
        map_location="cpu",
        weights_only=True,
        model=model,
        optimizer=config.optimizer.build(model.parameters()),
    )
    best = min(metrics.validation[OBJECTIVE] for metrics in history)
    assert validate(module.model, config) == pytest.approx(best, rel=1e-4)


@pytest.mark.parametrize("restore_best", [True, False])
def test_the_best_or_the_last_weights_stay_in_the_model(config: TrainConfig, restore_best: bool) -> None:
    # Steps this large do not find a minimum, so the best epoch is hardly the last one.
    config.optimizer = OptimizerConfig(name="adam", learning_rate=0.2)
    config.trainer.restore_best = restore_best
    model, history = run(config)
    losses = [metrics.validation[OBJECTIVE] for metrics in history]
    loss = min(losses) if restore_best else losses[-1]
    assert validate(model, config) == pytest.approx(loss, rel=1e-3)
    assert saved_metrics(history).validation[OBJECTIVE] == loss


def test_training_stops_early_when_the_validation_loss_does_not_fall(config: TrainConfig) -> None:
    config.optimizer = OptimizerConfig(name="sgd", learning_rate=0.0)
    config.trainer.patience = 2
    _, history = run(config)
    assert len(history) <= 3


def test_a_loss_that_is_not_a_number_stops_lightning(config: TrainConfig, metadata: Metadata) -> None:
    model = Model(metadata, config.model)
    nn.init.constant_(next(model.parameters()), math.nan)
    optimizer = config.optimizer.build(model.parameters())
    loaders = make_loaders(load_split(config.processed_dir, "train"), config)
    with pytest.raises(InputError, match="learning rate"):
        lightning_loop.fit(model, loaders, optimizer, config, [])
