import json
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn
from torch.utils.data import DataLoader, TensorDataset

from pkgname import evaluate, visualize
from pkgname.checkpoint import load_checkpoint
from pkgname.dataset import load_split

CPU = torch.device("cpu")


class Echo(nn.Module):
    """Returns its inputs as logits, and remembers in which mode it was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.modes: list[bool] = []

    def forward(self, inputs: Tensor) -> Tensor:
        self.modes.append(self.training or torch.is_grad_enabled())
        return inputs


def test_loss_and_accuracy_do_not_depend_on_the_size_of_the_batches() -> None:
    logits = torch.tensor([[3.0, 1.0], [0.0, 2.0], [5.0, 0.0]])
    targets = torch.tensor([0, 1, 1])
    loader = DataLoader(TensorDataset(logits, targets), batch_size=2)
    score = evaluate.measure(Echo(), loader, CPU)
    assert score.items == 3
    assert score.accuracy == pytest.approx(2 / 3)
    assert score.loss == pytest.approx(nn.functional.cross_entropy(logits, targets).item())


@pytest.mark.parametrize("mode", [True, False])
def test_a_model_is_measured_in_evaluation_mode_and_gets_its_own_back(mode: bool) -> None:
    model = Echo().train(mode)
    evaluate.measure(model, DataLoader(TensorDataset(torch.eye(2), torch.tensor([0, 1]))), CPU)
    assert model.modes == [False, False]
    assert model.training is mode


def test_evaluation_uses_the_test_split(weights: Path, processed_dir: Path) -> None:
    inputs, targets = load_split(processed_dir, "test").tensors
    expected = (load_checkpoint(weights).model(inputs).argmax(dim=1) == targets).float().mean().item()
    score = evaluate.evaluate(weights, processed_dir, CPU)
    assert score.items == len(targets)
    assert score.accuracy == pytest.approx(expected)


def test_the_command_prints_and_writes_the_accuracy(
    weights: Path, processed_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evaluate.run(f"file:{weights}", processed_dir, tmp_path)
    score = json.loads((tmp_path / "evaluation.json").read_text(encoding="utf-8"))
    assert f"test accuracy: {score['accuracy']:.4f}" in capsys.readouterr().out
    assert 0 <= score["accuracy"] <= 1


def test_the_command_without_weights_names_the_one_that_makes_them(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="Make them with"):
        evaluate.run(f"file:{tmp_path / 'none.pth'}", tmp_path, tmp_path)


def test_the_features_are_drawn(weights: Path, processed_dir: Path, tmp_path: Path) -> None:
    figure = tmp_path / "figures" / "embeddings.png"
    visualize.run(f"file:{weights}", processed_dir, figure)
    assert figure.read_bytes().startswith(b"\x89PNG")
