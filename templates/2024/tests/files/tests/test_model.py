from pathlib import Path

import pytest
import torch

from pkgname.models.checkpoint import load_model, save_model
from pkgname.models.metrics import compute_metrics
from pkgname.models.model import Model, ModelConfig
from pkgname.runtime import InputError


@pytest.mark.parametrize("shape", [(1, 8, 8), (3, 32, 20)])
def test_the_model_gives_one_logit_for_each_class(shape: tuple[int, int, int]):
    model = Model(ModelConfig(shape, ("a", "b", "c")))
    assert model(torch.rand(5, *shape)).shape == (5, 3)


def test_the_model_normalises_the_images():
    config = ModelConfig((1, 8, 8), ("a", "b"), dropout=0.0)
    plain = Model(config).eval()
    scaled = Model(ModelConfig((1, 8, 8), ("a", "b"), mean=0.5, std=0.25, dropout=0.0)).eval()
    scaled.load_state_dict(plain.state_dict())
    images = torch.rand(4, 1, 8, 8)
    assert torch.allclose(scaled(images), plain((images - 0.5) / 0.25), atol=1e-5)


def test_a_saved_model_gives_the_same_outputs(tmp_path: Path):
    model = Model(ModelConfig((1, 8, 8), ("a", "b"))).eval()
    save_model(model, tmp_path / "model.pt")
    images = torch.rand(4, 1, 8, 8)
    loaded = load_model(tmp_path / "model.pt")
    assert torch.equal(loaded(images), model(images))
    assert loaded.config == model.config


def test_a_missing_model_names_the_command(tmp_path: Path):
    with pytest.raises(InputError, match="make train"):
        load_model(tmp_path / "model.pt")


def test_the_accuracy_is_the_share_of_right_answers():
    logits = torch.tensor([[2.0, 0.0], [0.0, 2.0], [2.0, 0.0], [2.0, 0.0]])
    assert compute_metrics(logits, torch.tensor([0, 1, 0, 1]))["accuracy"] == 0.75
