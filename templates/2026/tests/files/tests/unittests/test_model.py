import pytest
import torch
from torch import nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata, ModelClass
from pkgname.metrics import compute_loss
from pkgname.model import Model

MODEL: ModelClass = Model
"""A type checker compares ``model.py`` with the protocol here."""


@pytest.fixture
def model(metadata: Metadata) -> nn.Module:
    torch.manual_seed(0)
    return Model(metadata, ModelConfig()).eval()


@pytest.mark.parametrize("batch_size", [1, 2, 33])
def test_a_batch_of_any_size_gives_one_logit_per_class(model: nn.Module, metadata: Metadata, batch_size: int) -> None:
    logits = model(torch.randn(batch_size, *metadata.input_shape))
    assert logits.shape == (batch_size, len(metadata.class_names))
    assert logits.isfinite().all()


def test_the_loss_reaches_every_trainable_parameter(model: nn.Module, metadata: Metadata) -> None:
    targets = torch.arange(16) % len(metadata.class_names)
    compute_loss(model(torch.randn(16, *metadata.input_shape)), targets).backward()
    trainable = {name: parameter for name, parameter in model.named_parameters() if parameter.requires_grad}
    assert trainable
    for name, parameter in trainable.items():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, f"{name} can never learn"


def test_a_prediction_does_not_depend_on_the_other_items(model: nn.Module, metadata: Metadata) -> None:
    batch = torch.randn(4, *metadata.input_shape)
    assert torch.allclose(model(batch)[:1], model(batch[:1]), atol=1e-4)
