from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname.config import ModelConfig, OptimizerConfig
from pkgname.interfaces import Metadata
from pkgname.metrics import compute_loss
from pkgname.model import Model
from pkgname.runtime import InputError
from pkgname.splits import Batch, load_split

loop = pytest.importorskip(
    "pkgname.loop",
    reason="Lightning runs the training loop",
)
CPU = torch.device("cpu")


@pytest.fixture
def model(metadata: Metadata) -> nn.Module:
    torch.manual_seed(0)
    return Model(metadata, ModelConfig())


@pytest.fixture
def batch(processed_dir: Path) -> Batch:
    return load_split(processed_dir, "train").take(range(24))


@pytest.mark.parametrize(("name", "learning_rate"), [("adam", 0.005), ("adamw", 0.005), ("sgd", 0.05)])
def test_the_loss_falls_on_one_batch(name: str, learning_rate: float, model: nn.Module, batch: Batch) -> None:
    optimizer = OptimizerConfig(name, learning_rate).build(model.parameters())
    losses = [loop.train_epoch(model, [batch], optimizer, CPU)["loss"] for _ in range(40)]
    assert losses[-1] < 0.8 * losses[0]


def test_a_step_follows_the_gradient_of_its_own_batch_only(model: nn.Module, batch: Batch) -> None:
    model.eval()  # without dropout the gradient can be computed twice
    optimizer = OptimizerConfig(learning_rate=1e-3).build(model.parameters())
    inputs, targets = batch
    loop.train_step(model(inputs[:12]), targets[:12], optimizer)
    loss = compute_loss(model(inputs[12:]), targets[12:])
    trainable = [parameter for parameter in model.parameters() if parameter.requires_grad]
    expected = torch.autograd.grad(loss, trainable)
    value = loop.train_step(model(inputs[12:]), targets[12:], optimizer)
    assert value == pytest.approx(loss.item(), rel=1e-4)
    for parameter, gradient in zip(trainable, expected, strict=True):
        assert parameter.grad is not None
        assert torch.allclose(parameter.grad, gradient, atol=1e-5)


def test_the_model_is_trained_in_training_mode(batch: Batch) -> None:
    seen: list[bool] = []

    def note(module: nn.Module, *_: object) -> None:
        seen.append(module.training)

    model = nn.Sequential(nn.Flatten(), nn.Linear(batch[0][0].numel(), int(batch[1].max()) + 1)).eval()
    model.register_forward_hook(note)
    loop.train_epoch(model, [(batch[0].float(), batch[1])], torch.optim.SGD(model.parameters()), CPU)
    assert seen == [True]


def test_a_loss_that_is_not_a_number_stops_the_training(model: nn.Module, batch: Batch) -> None:
    optimizer = OptimizerConfig().build(model.parameters())
    logits: Tensor = model(batch[0])
    with pytest.raises(InputError, match="learning rate"):
        loop.train_step(logits * float("nan"), batch[1], optimizer)
