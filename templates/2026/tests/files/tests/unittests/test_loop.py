from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.dataset import load_split
from pkgname.events import Callback, EpochMetrics
from pkgname.loop import (
    fit,
    make_loaders,
    make_optimizer,
    train_epoch,
    train_step,
)
from pkgname.metadata import Metadata
from pkgname.model import Model, ModelConfig


@pytest.fixture
def model(metadata: Metadata) -> Model:
    torch.manual_seed(0)
    return Model(metadata, ModelConfig())


@pytest.fixture
def batch(processed_dir: Path) -> tuple[Tensor, Tensor]:
    inputs, targets = load_split(processed_dir, "train").tensors
    return inputs[:24], targets[:24]


def copy_weights(model: nn.Module) -> dict[str, Tensor]:
    return {name: tensor.clone() for name, tensor in model.state_dict().items()}


@pytest.mark.parametrize(("name", "learning_rate"), [("adam", 0.005), ("adamw", 0.005), ("sgd", 0.05)])
def test_the_loss_falls_on_one_batch(
    name: str, learning_rate: float, model: Model, batch: tuple[Tensor, Tensor]
) -> None:
    optimizer = make_optimizer(model, OptimizerConfig(name, learning_rate))
    losses = [train_epoch(model, [batch], optimizer, torch.device("cpu"))[0] for _ in range(40)]
    assert losses[-1] < losses[0] / 2


def test_every_weight_moves_in_one_epoch(model: Model, config: TrainConfig) -> None:
    before = copy_weights(model)
    loader, _ = make_loaders(load_split(config.processed_dir, "train"), config)
    train_epoch(model, loader, make_optimizer(model, config.optimizer), torch.device("cpu"))
    for name, parameter in model.named_parameters():
        assert not torch.equal(parameter, before[name]), f"{name} has not moved"


def test_a_step_follows_the_gradient_of_its_own_batch_only(model: Model, batch: tuple[Tensor, Tensor]) -> None:
    model.eval()  # without dropout the gradient can be computed twice
    optimizer = make_optimizer(model, OptimizerConfig(learning_rate=1e-3))
    inputs, targets = batch
    train_step(model(inputs[:12]), targets[:12], optimizer)
    loss = nn.functional.cross_entropy(model(inputs[12:]), targets[12:])
    expected = torch.autograd.grad(loss, list(model.parameters()))
    value = train_step(model(inputs[12:]), targets[12:], optimizer)
    assert value == pytest.approx(loss.item())
    for parameter, gradient in zip(model.parameters(), expected, strict=True):
        assert parameter.grad is not None
        assert torch.allclose(parameter.grad, gradient, atol=1e-6)


def test_the_model_learns_in_training_mode(batch: tuple[Tensor, Tensor]) -> None:
    seen: list[bool] = []
    model = nn.Sequential(nn.Flatten(), nn.LazyLinear(8))
    model.register_forward_hook(lambda module, _inputs, _outputs: seen.append(module.training))
    model.eval()
    model(batch[0])
    seen.clear()
    train_epoch(model, [batch], torch.optim.SGD(model.parameters()), torch.device("cpu"))
    assert seen == [True]


def test_validation_items_are_not_trained_on(config: TrainConfig) -> None:
    data = load_split(config.processed_dir, "train")
    train_loader, validation_loader = make_loaders(data, config)
    train_items = torch.cat([inputs for inputs, _ in train_loader])
    validation_items = torch.cat([inputs for inputs, _ in validation_loader])
    assert len(train_items) + len(validation_items) == len(data)
    assert len(validation_items) == max(1, round(len(data) * config.validation_fraction))
    both = torch.cat([train_items, validation_items]).flatten(1)
    assert len(both.unique(dim=0)) == len(data.tensors[0].flatten(1).unique(dim=0))


def test_the_order_of_the_items_changes_from_epoch_to_epoch(config: TrainConfig) -> None:
    loader, _ = make_loaders(load_split(config.processed_dir, "train"), config)
    first, second = (torch.cat([inputs for inputs, _ in loader]) for _ in range(2))
    assert not torch.equal(first, second)


def test_callbacks_hear_of_every_batch_and_epoch(model: Model, config: TrainConfig) -> None:
    heard: list[str] = []

    class Listener(Callback):
        def on_start(self, model: nn.Module, config: TrainConfig) -> None:
            heard.append("start")

        def on_batch(self, loss: float) -> None:
            heard.append("batch")

        def on_epoch(self, metrics: EpochMetrics) -> None:
            heard.append(f"epoch {metrics.epoch}")

        def on_end(self, history: list[EpochMetrics]) -> None:
            heard.append(f"end of {len(history)}")

    config.epochs = 2
    data = load_split(config.processed_dir, "train")
    batches = len(make_loaders(data, config)[0])
    fit(model, data, config, [Listener()])
    assert heard == ["start", *["batch"] * batches, "epoch 1", *["batch"] * batches, "epoch 2", "end of 2"]


def test_a_loss_that_is_not_a_number_stops_the_training(model: Model, batch: tuple[Tensor, Tensor]) -> None:
    optimizer = make_optimizer(model, OptimizerConfig())
    with pytest.raises(ValueError, match="learning rate"):
        train_step(model(batch[0]) * float("nan"), batch[1], optimizer)


def test_an_unknown_optimizer_is_refused(model: Model) -> None:
    with pytest.raises(ValueError, match="adamm"):
        make_optimizer(model, OptimizerConfig(name="adamm"))
