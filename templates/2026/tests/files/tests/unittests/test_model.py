from pathlib import Path

import pytest
import torch

from pkgname.data import make_example_data, preprocess
from pkgname.dataset import PROCESSED_DIR
from pkgname.metadata import Metadata
from pkgname.model import Model, ModelConfig, main


@pytest.fixture
def model(metadata: Metadata) -> Model:
    torch.manual_seed(0)
    return Model(metadata, ModelConfig())


@pytest.mark.parametrize("batch_size", [1, 2, 33])
def test_a_batch_of_any_size_gives_one_logit_per_class(model: Model, metadata: Metadata, batch_size: int) -> None:
    logits = model(torch.randn(batch_size, *metadata.input_shape))
    assert logits.shape == (batch_size, len(metadata.class_names))
    assert logits.isfinite().all()


def test_inputs_of_another_shape_are_refused(model: Model, metadata: Metadata) -> None:
    with pytest.raises(ValueError, match="shape"):
        model(torch.randn(2, *metadata.input_shape, 3))
    with pytest.raises(ValueError, match="shape"):
        model(torch.randn(2, *(size + 1 for size in metadata.input_shape)))


def test_features_are_one_vector_per_item(model: Model, metadata: Metadata) -> None:
    assert model.features(torch.randn(5, *metadata.input_shape)).shape[0] == 5
    assert model.features(torch.randn(5, *metadata.input_shape)).ndim == 2


def test_the_loss_reaches_every_parameter(model: Model, metadata: Metadata) -> None:
    model.eval()
    model(torch.randn(16, *metadata.input_shape)).logsumexp(dim=1).sum().backward()
    for name, parameter in model.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.abs().sum() > 0, f"{name} can never learn"


def test_a_prediction_does_not_depend_on_the_other_items(model: Model, metadata: Metadata) -> None:
    model.eval()
    batch = torch.randn(4, *metadata.input_shape)
    assert torch.allclose(model(batch)[:1], model(batch[:1]), atol=1e-5)


def test_the_command_prints_architecture_and_size(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="data preprocess"):
        main()
    make_example_data(Path("raw"))
    preprocess(Path("raw"), PROCESSED_DIR)
    main()
    out = capsys.readouterr().out
    assert "Linear" in out
    assert "parameters" in out
