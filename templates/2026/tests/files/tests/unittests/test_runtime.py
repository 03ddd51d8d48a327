"""What all commands share."""

import pytest
import torch
from torch import Tensor, nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata
from pkgname.model import Model
from pkgname.runtime import (
    InputError,
    pick_device,
    set_seed,
)


def test_the_seed_decides_the_initial_weights(metadata: Metadata) -> None:
    def build(seed: int) -> Tensor:
        set_seed(seed)
        return nn.utils.parameters_to_vector(Model(metadata, ModelConfig()).parameters())

    assert torch.equal(build(3), build(3))
    assert not torch.equal(build(3), build(4))


def test_a_device_can_be_named() -> None:
    assert pick_device("cpu").type == "cpu"
    assert pick_device().type in ("cpu", "cuda", "mps")
    with pytest.raises(InputError, match="gpu"):
        pick_device("gpu")
