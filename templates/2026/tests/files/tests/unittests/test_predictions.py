import sys
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname.checkpoint import load_checkpoint, save_checkpoint
from pkgname.data import encode, example_items
from pkgname.errors import MissingFileError
from pkgname.metadata import Metadata
from pkgname.model import Model, ModelConfig
from pkgname.predict import Predictor
from pkgname.weights import locate_weights, model_uri


class Fixed(nn.Module):
    """Gives every item the same logits."""

    def __init__(self, logits: Tensor) -> None:
        super().__init__()
        self.logits = logits

    def forward(self, inputs: Tensor) -> Tensor:
        return self.logits.expand(len(inputs), -1)


def test_a_checkpoint_predicts_as_the_model_did(metadata: Metadata, tmp_path: Path) -> None:
    model = Model(metadata, ModelConfig()).eval()
    save_checkpoint(tmp_path / "model.pth", model, metadata, ModelConfig())
    loaded = load_checkpoint(tmp_path / "model.pth")
    inputs = torch.randn(4, *metadata.input_shape)
    assert loaded.metadata == metadata
    assert not loaded.model.training, "dropout would go on"
    assert torch.equal(loaded.model(inputs), model(inputs))


def test_probabilities_belong_to_the_classes_in_their_order(metadata: Metadata) -> None:
    logits = torch.arange(len(metadata.class_names), dtype=torch.float32)
    (prediction,) = Predictor(Fixed(logits), metadata, "1").predict(example_items(1))
    assert prediction.class_name == metadata.class_names[-1]
    assert list(prediction.probabilities) == list(metadata.class_names)
    assert list(prediction.probabilities.values()) == pytest.approx(logits.softmax(dim=0).tolist())
    assert prediction.probability == max(prediction.probabilities.values())


def test_items_are_predicted_from_what_encode_returns(weights: Path) -> None:
    predictor = Predictor.load(f"file:{weights}")
    items = example_items(5)
    inputs = torch.stack([encode(item, predictor.metadata) for item in items])
    expected = load_checkpoint(weights).model(inputs).softmax(dim=1)
    for prediction, row in zip(predictor.predict(items), expected.tolist(), strict=True):
        assert list(prediction.probabilities.values()) == pytest.approx(row, abs=1e-5)


def test_the_version_changes_with_the_weights(weights: Path, metadata: Metadata, tmp_path: Path) -> None:
    save_checkpoint(tmp_path / "model.pth", Model(metadata, ModelConfig()), metadata, ModelConfig())
    one, same, other = (Predictor.load(f"file:{path}") for path in (weights, weights, tmp_path / "model.pth"))
    assert one.version == same.version != other.version


def test_weights_are_found_by_the_address_in_the_environment(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_URI", raising=False)
    assert model_uri() == "file:models/model.pth"
    monkeypatch.setenv("MODEL_URI", f"file:{weights}")
    assert locate_weights(model_uri()) == weights


def test_missing_weights_name_the_command_that_makes_them(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="Make them with"):
        locate_weights(f"file:{tmp_path / 'model.pth'}")


@pytest.mark.parametrize("uri", ["models/model.pth", "C:\\model.pth", "gopher:model", "../x:model", ""])
def test_an_address_that_nothing_reads_is_refused(uri: str) -> None:
    with pytest.raises(ValueError, match="file:"):
        locate_weights(uri)


def test_a_module_named_after_a_scheme_reads_its_addresses(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = f"from pathlib import Path\n\n\ndef download(uri):\n    return Path({str(weights)!r})\n"
    (tmp_path / "weights_shelf.py").write_text(code, encoding="utf-8")
    package = sys.modules[locate_weights.__module__.partition(".")[0]]
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    assert locate_weights("shelf:third/from/left") == weights
