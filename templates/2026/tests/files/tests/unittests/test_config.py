import pytest
import torch
from torch import nn

from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.runtime import InputError


def test_the_default_settings_are_valid() -> None:
    TrainConfig().validate()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("epochs", 0),
        ("batch_size", 0),
        ("validation_fraction", 1.5),
        ("validation_fraction", -0.2),
        ("validation_fraction", float("nan")),
        ("workers", -1),
        ("seed", -1),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_by_name(name: str, value: float) -> None:
    config = TrainConfig()
    setattr(config, name, value)
    with pytest.raises(InputError, match=name):
        config.validate()


@pytest.mark.parametrize("name", ["learning_rate", "weight_decay"])
def test_a_negative_setting_of_the_optimizer_is_refused(name: str) -> None:
    config = TrainConfig()
    setattr(config.optimizer, name, -0.1)
    with pytest.raises(InputError, match=name):
        config.validate()


@pytest.mark.parametrize("name", ["adam", "adamw", "sgd"])
def test_the_settings_arrive_at_the_optimizer(name: str) -> None:
    layer = nn.Linear(2, 1)
    (group,) = OptimizerConfig(name, learning_rate=0.3, weight_decay=0.2).build(layer.parameters()).param_groups
    assert (group["lr"], group["weight_decay"]) == (0.3, 0.2)
    assert group["params"] == list(layer.parameters())
    assert group.get("momentum", 0.9) == 0.9


def test_an_unknown_optimizer_is_refused() -> None:
    with pytest.raises(InputError, match="adamm"):
        OptimizerConfig(name="adamm").build([nn.Parameter(torch.zeros(1))])
