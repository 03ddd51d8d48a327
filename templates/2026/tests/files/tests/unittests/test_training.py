import json
from pathlib import Path

import pytest
import torch
from torch import Tensor, nn

from pkgname.checkpoint import load_checkpoint
from pkgname.config import TrainConfig
from pkgname.errors import MissingFileError
from pkgname.events import EpochMetrics
from pkgname.metadata import Metadata
from pkgname.model import Model, ModelConfig
from pkgname.runtime import pick_device, set_seed
from pkgname.train import train


def test_the_same_seed_gives_the_same_weights_and_another_seed_others(config: TrainConfig) -> None:
    def run(seed: int) -> tuple[dict[str, Tensor], list[EpochMetrics]]:
        config.seed, config.epochs = seed, 2
        history = train(config)
        return load_checkpoint(Path(config.model_path)).model.state_dict(), history

    (first, first_history), (again, again_history), (other, _) = run(1), run(1), run(2)
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert first_history == again_history
    assert not all(torch.equal(first[name], other[name]) for name in first)


def test_the_seed_decides_the_first_weights(metadata: Metadata) -> None:
    def build(seed: int) -> Tensor:
        set_seed(seed)
        return nn.utils.parameters_to_vector(Model(metadata, ModelConfig()).parameters())

    assert torch.equal(build(3), build(3))
    assert not torch.equal(build(3), build(4))


def test_training_leaves_weights_metrics_and_a_figure(config: TrainConfig) -> None:
    history = train(config)
    reports = Path(config.reports_dir)
    metrics = json.loads((reports / "metrics.json").read_text(encoding="utf-8"))
    figure = reports / "figures" / "training_statistics.png"
    assert metrics["train_loss"] == history[-1].train_loss
    assert [row["epoch"] for row in metrics["history"]] == [1, 2, 3, 4, 5, 6]
    assert figure.read_bytes().startswith(b"\x89PNG")
    assert load_checkpoint(Path(config.model_path)).metadata == Metadata.load(config.processed_dir)


def test_training_learns(config: TrainConfig, metadata: Metadata) -> None:
    config.epochs = 12
    history = train(config)
    assert history[-1].train_loss < history[0].train_loss
    assert history[-1].validation_loss < history[0].validation_loss
    assert history[-1].train_accuracy > 1.5 / len(metadata.class_names), "no better than guessing"


def test_training_without_data_names_the_command(config: TrainConfig, tmp_path: Path) -> None:
    config.processed_dir = str(tmp_path / "nothing")
    with pytest.raises(MissingFileError, match="data preprocess"):
        train(config)


def test_a_device_can_be_named() -> None:
    assert pick_device("cpu").type == "cpu"
    assert pick_device().type in ("cpu", "cuda", "mps")
