from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname.checkpoint import load_checkpoint, save_checkpoint
from pkgname.config import ModelConfig
from pkgname.data import encode, example_items
from pkgname.interfaces import Metadata
from pkgname.model import Model
from pkgname.predict import Predictor


class Fixed(nn.Module):
    """Returns the same logits for every item."""

    def __init__(self, logits: Tensor) -> None:
        super().__init__()
        self.logits = logits

    def forward(self, inputs: Tensor) -> Tensor:
        return self.logits.expand(len(inputs), -1)


def test_probabilities_belong_to_the_classes_in_their_order(served_metadata: Metadata) -> None:
    logits = torch.arange(len(served_metadata.class_names), dtype=torch.float32)
    (prediction,) = Predictor(Fixed(logits), served_metadata, "1").predict(example_items(served_metadata))
    assert prediction.class_name == served_metadata.class_names[-1]
    assert list(prediction.probabilities) == list(served_metadata.class_names)
    assert list(prediction.probabilities.values()) == pytest.approx(logits.softmax(dim=0).tolist())
    assert prediction.probability == max(prediction.probabilities.values())


def test_items_are_predicted_from_what_encode_returns(model_file: Path) -> None:
    predictor = Predictor.load(f"file:{model_file}")
    items = example_items(predictor.metadata, 5)
    inputs = torch.stack([torch.as_tensor(encode(item, predictor.metadata)) for item in items]).float()
    expected = load_checkpoint(model_file).model(inputs).softmax(dim=1)
    for prediction, row in zip(predictor.predict(items), expected.tolist(), strict=True):
        assert list(prediction.probabilities.values()) == pytest.approx(row, abs=1e-5)


def test_dropout_is_off(model_file: Path, served_metadata: Metadata) -> None:
    model = Model(served_metadata, ModelConfig()).train()
    predictor = Predictor(model, served_metadata, "1")
    items = example_items(served_metadata, 3)
    assert predictor.predict(items) == predictor.predict(items)


def test_the_version_changes_with_the_weights(model_file: Path, served_metadata: Metadata, tmp_path: Path) -> None:
    other_model = Model(served_metadata, ModelConfig())
    save_checkpoint(tmp_path / "model.pth", other_model, served_metadata, ModelConfig())
    one, same, other = (Predictor.load(f"file:{path}") for path in (model_file, model_file, tmp_path / "model.pth"))
    assert one.version == same.version != other.version
