import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import nn

from pkgname import evaluate, visualize
from pkgname.checkpoint import load_checkpoint
from pkgname.metrics import compute_metrics
from pkgname.splits import load_split


def test_evaluation_uses_the_test_split(weights: Path, processed_dir: Path) -> None:
    inputs, targets = load_split(processed_dir, "test").whole()
    with torch.inference_mode():
        expected = compute_metrics(load_checkpoint(weights).model(inputs), targets)
    metrics = evaluate.evaluate(weights, processed_dir, torch.device("cpu"))
    assert metrics.pop("items") == len(targets)
    assert metrics == pytest.approx(expected, rel=1e-4)


def test_the_command_prints_and_writes_the_metrics(
    weights: Path, processed_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.run(f"file:{weights}", processed_dir, tmp_path)
    metrics = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert f"test loss: {metrics['loss']:.4f}" in capsys.readouterr().out


def test_the_command_without_weights_names_the_one_that_creates_them(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Create them with"):
        evaluate.run(f"file:{tmp_path / 'none.pth'}", tmp_path, tmp_path)


@pytest.mark.parametrize("change", [{"class_names": ("one", "two")}, {"features": ("one",)}])
def test_data_of_another_kind_than_those_of_the_training_are_refused(
    weights: Path, processed_dir: Path, tmp_path: Path, change: dict[str, Any]
) -> None:
    other = tmp_path / "other"
    shutil.copytree(processed_dir, other)
    metadata = replace(load_checkpoint(weights).metadata, **change)
    (other / "metadata.json").write_text(json.dumps(metadata.to_dict()), encoding="utf-8")
    for command in (evaluate.run, visualize.run):
        with pytest.raises(SystemExit, match="trained on other data"):
            command(f"file:{weights}", other, tmp_path / "figure.png")


def test_the_features_are_plotted(weights: Path, processed_dir: Path, tmp_path: Path) -> None:
    figure = tmp_path / "figures" / "embeddings.png"
    visualize.run(f"file:{weights}", processed_dir, figure)
    assert figure.read_bytes().startswith(b"\x89PNG")


def test_the_features_are_what_the_last_linear_layer_gets() -> None:
    model = nn.Sequential(nn.Linear(3, 5), nn.ReLU(), nn.Linear(5, 2))
    inputs = torch.randn(4, 3)
    assert torch.equal(visualize.compute_features(model, inputs), model[:2](inputs))
    assert torch.equal(visualize.compute_features(nn.Tanh(), inputs), inputs.tanh())
