import sys
from pathlib import Path

import pytest
import torch

from pkgname.checkpoint import (
    load_checkpoint,
    locate_weights,
    model_uri,
    save_checkpoint,
)
from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata
from pkgname.model import Model
from pkgname.runtime import InputError, MissingFileError


def test_a_checkpoint_predicts_as_the_model_did(metadata: Metadata, tmp_path: Path) -> None:
    model = Model(metadata, ModelConfig()).eval()
    save_checkpoint(tmp_path / "model.pth", model, metadata, ModelConfig())
    loaded = load_checkpoint(tmp_path / "model.pth")
    inputs = torch.randn(4, *metadata.input_shape)
    assert loaded.metadata == metadata
    assert not loaded.model.training, "dropout would be on"
    assert torch.equal(loaded.model(inputs), model(inputs))


def test_weights_that_do_not_fit_the_model_are_refused(weights: Path, tmp_path: Path) -> None:
    content = torch.load(weights, weights_only=True)
    torch.save({**content, "weights": {"other.weight": torch.zeros(1)}}, tmp_path / "other.pth")
    (tmp_path / "text.pth").write_text("no weights", encoding="utf-8")
    for name in ("other.pth", "text.pth"):
        with pytest.raises(InputError, match=name):
            load_checkpoint(tmp_path / name)


def test_weights_are_found_by_the_uri_in_the_environment(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MODEL_URI", raising=False)
    assert model_uri() == "file:models/model.pth"
    monkeypatch.setenv("MODEL_URI", f"file:{weights}")
    assert locate_weights(model_uri()) == weights


def test_missing_weights_name_the_command_that_creates_them(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="Create them with"):
        locate_weights(f"file:{tmp_path / 'model.pth'}")


@pytest.mark.parametrize("uri", ["models/model.pth", "C:\\model.pth", "gopher:model", "../x:model", ""])
def test_a_uri_that_no_module_reads_is_refused(uri: str) -> None:
    with pytest.raises(InputError, match="file:"):
        locate_weights(uri)


def test_a_module_named_after_a_scheme_reads_its_uris(
    weights: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = f"from pathlib import Path\n\n\ndef download(uri):\n    return Path({str(weights)!r})\n"
    (tmp_path / "weights_shelf.py").write_text(code, encoding="utf-8")
    package = sys.modules[locate_weights.__module__.partition(".")[0]]
    monkeypatch.setattr(package, "__path__", [*package.__path__, str(tmp_path)])
    assert locate_weights("shelf:third/from/left") == weights
