from pathlib import Path

import pytest
import torch
from torch import nn

from pkgname.checkpoint import Checkpoint, load_checkpoint
from pkgname.runtime import InputError
from pkgname.scale import compress
from pkgname.scale.exported import open_exported
from pkgname.scale.variants import (
    compile_model,
    is_quantised,
    keep,
    prune_weights,
    quantise,
    sparsity,
    weights_of,
)
from pkgname.splits import load_split


@pytest.fixture
def trained(weights: Path) -> Checkpoint:
    return load_checkpoint(weights)


def flat_weights(model: nn.Module) -> torch.Tensor:
    return torch.cat([getattr(part, name).detach().flatten() for part, name in weights_of(model)])


@pytest.mark.parametrize("amount", [0.0, 0.2, 0.9])
def test_the_smallest_weights_are_pruned_as_many_as_asked_for(trained: Checkpoint, amount: float) -> None:
    before = flat_weights(trained.model)
    pruned = prune_weights(trained.model, amount).model
    after = flat_weights(pruned)
    assert sparsity(pruned) == pytest.approx(amount, abs=max(0.001, 1 / len(before)))
    assert torch.equal(flat_weights(trained.model), before), "the trained model stays as it is"
    assert torch.equal(after[after != 0], before[after != 0])
    assert 0 < amount < 1 or torch.equal(after, before)
    if amount:
        assert before[after == 0].abs().max() <= before[after != 0].abs().min()


def test_pruned_weights_have_the_names_of_the_model(trained: Checkpoint) -> None:
    assert set(prune_weights(trained.model, 0.5).model.state_dict()) == set(trained.model.state_dict())


def test_the_weights_that_are_measured_are_not_overwritten(weights: Path, trained: Checkpoint) -> None:
    before = weights.read_bytes()
    with pytest.raises(InputError, match="would be overwritten"):
        compress.prune_file(weights, trained, 0.5, weights)
    assert weights.read_bytes() == before


def test_a_model_without_layers_to_prune_or_to_quantise_is_refused() -> None:
    with pytest.raises(InputError, match="no linear and no convolutional layers"):
        prune_weights(nn.Flatten(), 0.5)
    with pytest.raises(InputError, match="no linear layers"):
        quantise(nn.Flatten())


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_the_quantised_model_predicts_what_the_trained_one_predicts(trained: Checkpoint, processed_dir: Path) -> None:
    pytest.importorskip("torchao", reason="torchao is not installed")
    if not any(is_quantised(part) for part in trained.model.modules()):
        pytest.skip("the model has no linear layers")
    inputs, _ = load_split(processed_dir, "test").whole()
    with torch.inference_mode():
        expected = trained.model(inputs).argmax(dim=1)
        found = quantise(trained.model).model(inputs).argmax(dim=1)
    assert (found == expected).float().mean().item() >= 0.9


def test_without_a_compiler_the_reason_names_it(trained: Checkpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CXX", "no-such-compiler")
    with pytest.raises(InputError, match="no-such-compiler is not here"):
        compile_model(trained.model, [])


@pytest.mark.slow
def test_the_compiled_model_computes_what_the_trained_one_computes(trained: Checkpoint, processed_dir: Path) -> None:
    data = load_split(processed_dir, "test")
    examples = [data.take(range(size))[0] for size in (1, 4)]
    try:
        compiled = compile_model(trained.model, examples).model
    except InputError as reason:
        pytest.skip(str(reason))
    with torch.inference_mode():
        for example in examples:
            assert torch.allclose(compiled(example), trained.model(example), rtol=1e-3, atol=1e-5)


def test_a_variant_that_cannot_be_had_has_a_row_with_the_reason(trained: Checkpoint, processed_dir: Path) -> None:
    comparison = compress.Comparison(trained, load_split(processed_dir, "test"))

    def refuse() -> object:
        raise InputError("it is not here")

    row = comparison.row("other", refuse)  # type: ignore[arg-type]
    assert row[0] == "other"
    assert row[-1] == "it is not here"
    assert len(row) == len(comparison.header()) == len(comparison.row("trained", lambda: keep(trained.model)))


def test_an_export_that_is_not_there_is_a_reason(weights: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONNX_PATH", "no/such/model.onnx")
    with pytest.raises(InputError, match="specialised-serving|export_onnx|not installed"):
        open_exported(weights)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning")
def test_the_comparison_writes_a_row_for_each_variant(weights: Path, processed_dir: Path, tmp_path: Path) -> None:
    compress.run(
        amount=0.5,
        compiled=False,
        weights=f"file:{weights}",
        pruned_path=tmp_path / "pruned.pth",
        processed_dir=processed_dir,
        reports_dir=tmp_path,
    )
    lines = (tmp_path / "compression.md").read_text(encoding="utf-8").splitlines()
    rows = [line.split("|")[1].strip() for line in lines if line.startswith("| ")]
    assert rows == ["variant", "---", "trained", "pruned", "int8", "compiled", "ONNX"]
    pruned = load_checkpoint(tmp_path / "pruned.pth").model
    assert sparsity(pruned) == pytest.approx(0.5, abs=max(0.001, 1 / len(flat_weights(pruned))))
