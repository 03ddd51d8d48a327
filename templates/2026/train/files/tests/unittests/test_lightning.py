import math
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.utils.data import TensorDataset

from pkgname import lightning_loop, loop
from pkgname.checkpoint import load_checkpoint
from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.dataset import load_split
from pkgname.evaluate import measure
from pkgname.events import Callback, EpochMetrics
from pkgname.lightning_loop import LightningModel
from pkgname.metadata import Metadata
from pkgname.model import Model
from pkgname.runtime import set_seed
from pkgname.train import train

Fit = Callable[[nn.Module, TensorDataset, TrainConfig, Sequence[Callback]], list[EpochMetrics]]


class Listener(Callback):
    """Writes down what it hears."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.losses: list[float] = []

    def on_start(self, model: nn.Module, config: TrainConfig) -> None:
        self.heard.append("start")

    def on_batch(self, loss: float) -> None:
        self.heard.append("batch")
        self.losses.append(loss)

    def on_epoch(self, metrics: EpochMetrics) -> None:
        self.heard.append(f"epoch {metrics.epoch}")

    def on_end(self, history: list[EpochMetrics]) -> None:
        self.heard.append(f"end of {len(history)}")


def run(fit: Fit, config: TrainConfig) -> tuple[dict[str, Tensor], list[EpochMetrics], Listener]:
    """Train from the seed; return the weights, the figures, and what a callback has heard."""
    listener = Listener()
    set_seed(config.seed)
    model = Model(Metadata.load(config.processed_dir), config.model)
    history = fit(model, load_split(config.processed_dir, "train"), config, [listener])
    return model.state_dict(), history, listener


def best_checkpoint(config: TrainConfig) -> Path:
    return Path(config.model_path).with_name("model-best.ckpt")


def test_lightning_trains_the_weights_that_the_loop_trains(config: TrainConfig) -> None:
    expected, expected_history, expected_listener = run(loop.fit, config)
    weights, history, listener = run(lightning_loop.fit, config)
    for name, tensor in weights.items():
        assert torch.allclose(tensor, expected[name], atol=1e-5), name
    assert listener.heard == expected_listener.heard
    assert listener.losses == pytest.approx(expected_listener.losses, abs=1e-4)
    for metrics, other in zip(history, expected_history, strict=True):
        assert vars(metrics) == pytest.approx(vars(other), abs=1e-4)


def test_the_command_trains_with_lightning(config: TrainConfig) -> None:
    train(config)
    assert best_checkpoint(config).is_file()
    assert load_checkpoint(Path(config.model_path))


def test_a_fast_run_sees_one_batch_and_keeps_no_checkpoint(config: TrainConfig) -> None:
    config.trainer.fast_dev_run = True
    _, _, listener = run(lightning_loop.fit, config)
    assert listener.heard == ["start", "batch", "epoch 1", "end of 1"]
    assert not best_checkpoint(config).exists()


def test_a_part_of_the_batches_can_be_trained_on(config: TrainConfig) -> None:
    config.epochs, config.trainer.limit_train_batches = 1, 0.5
    batches = len(loop.make_loaders(load_split(config.processed_dir, "train"), config)[0])
    assert run(lightning_loop.fit, config)[2].heard.count("batch") == batches // 2


def test_the_checkpoint_holds_the_weights_of_the_best_epoch(config: TrainConfig, metadata: Metadata) -> None:
    _, history, _ = run(lightning_loop.fit, config)
    module = LightningModel.load_from_checkpoint(
        best_checkpoint(config),
        map_location="cpu",
        weights_only=True,
        model=Model(metadata, config.model),
        config=config.optimizer,
    )
    _, held_out = loop.make_loaders(load_split(config.processed_dir, "train"), config)
    score = measure(module.model, held_out, torch.device("cpu"))
    assert score.loss == pytest.approx(min(metrics.validation_loss for metrics in history), abs=1e-5)


@pytest.mark.parametrize("restore_best", [True, False])
def test_the_best_or_the_last_weights_stay_in_the_model(config: TrainConfig, restore_best: bool) -> None:
    # Steps this large do not find a minimum, so the best epoch is hardly the last one.
    config.optimizer = OptimizerConfig(name="adam", learning_rate=0.2)
    config.trainer.restore_best = restore_best
    weights, history, _ = run(lightning_loop.fit, config)
    losses = [metrics.validation_loss for metrics in history]
    model = Model(Metadata.load(config.processed_dir), config.model)
    model.load_state_dict(weights)
    _, held_out = loop.make_loaders(load_split(config.processed_dir, "train"), config)
    expected = min(losses) if restore_best else losses[-1]
    assert measure(model, held_out, torch.device("cpu")).loss == pytest.approx(expected, rel=1e-4)


def test_training_stops_when_nothing_gets_better(config: TrainConfig) -> None:
    config.optimizer = OptimizerConfig(name="sgd", learning_rate=0.0)
    config.trainer.patience = 2
    assert len(run(lightning_loop.fit, config)[1]) == 3


def test_a_loss_that_is_not_a_number_stops_lightning(config: TrainConfig, metadata: Metadata) -> None:
    model = Model(metadata, config.model)
    nn.init.constant_(next(model.parameters()), math.nan)
    with pytest.raises(ValueError, match="learning rate"):
        lightning_loop.fit(model, load_split(config.processed_dir, "train"), config, [])
