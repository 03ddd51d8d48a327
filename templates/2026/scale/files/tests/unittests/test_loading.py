from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from pkgname.config import TrainConfig
from pkgname.runtime import InputError
from pkgname.scale import benchmark_loading
from pkgname.scale.loading import tune
from pkgname.splits import load_split, make_loaders

EPOCHS = 3


def read_epochs(config: TrainConfig) -> list[tuple[Tensor, Tensor]]:
    """Read the batches of some epochs."""
    batches = tune(make_loaders(load_split(config.processed_dir, "train"), config)[0], config)
    return [batch for _ in range(EPOCHS) for batch in batches]


@pytest.mark.parametrize(
    "settings",
    [
        {"workers": 1},
        {"workers": 2, "persistent_workers": True},
        {"workers": 1, "persistent_workers": True, "prefetch_factor": 4},
        {"pin_memory": True},
    ],
    ids=str,
)
@pytest.mark.filterwarnings("ignore:.*pin_memory")
def test_every_way_of_loading_gives_the_same_batches_in_the_same_order(
    config: TrainConfig, settings: dict[str, int]
) -> None:
    expected, found = read_epochs(config), read_epochs(replace(config, **settings))  # type: ignore[arg-type]
    assert len(found) == len(expected)
    for (inputs, targets), (other_inputs, other_targets) in zip(expected, found, strict=True):
        assert torch.equal(inputs, other_inputs)
        assert torch.equal(targets, other_targets)


def test_the_default_settings_change_nothing(config: TrainConfig) -> None:
    batches, _ = make_loaders(load_split(config.processed_dir, "train"), config)
    assert tune(batches, config) is batches


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"persistent_workers": True}, "set workers to 1 or more"),
        ({"prefetch_factor": 2}, "set workers to 1 or more"),
        ({"prefetch_factor": -1, "workers": 1}, "0 or more"),
    ],
    ids=str,
)
def test_settings_that_make_no_sense_are_refused(config: TrainConfig, settings: dict[str, int], words: str) -> None:
    with pytest.raises(InputError, match=words):
        tune(None, replace(config, **settings))  # type: ignore[arg-type]


def run_benchmark(processed_dir: Path, reports_dir: Path) -> None:
    benchmark_loading.run(
        workers="1",
        repeats=2,
        batches=2,
        batch_size=8,
        device="cpu",
        processed_dir=processed_dir,
        reports_dir=reports_dir,
    )


def test_the_benchmark_writes_a_table_and_a_figure(processed_dir: Path, tmp_path: Path) -> None:
    run_benchmark(processed_dir, tmp_path)
    lines = (tmp_path / "data_loading.md").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines if line.startswith(("| 0 ", "| 1 "))]
    assert [row.split("|")[1].strip() for row in rows[:2]] == ["0", "1"]
    assert "persistent_workers" in rows[2]
    assert all(row.count(" ms |") == 3 for row in rows), "first epoch, later epochs and their spread"
    assert (tmp_path / "figures" / "data_loading.png").read_bytes().startswith(b"\x89PNG")


def test_other_batches_with_workers_end_the_benchmark(
    processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(benchmark_loading, "digest", lambda config, limit: str(config.workers))
    with pytest.raises(SystemExit, match="with workers=1, the batches are others"):
        run_benchmark(processed_dir, tmp_path)
    assert not (tmp_path / "data_loading.md").exists()


@pytest.mark.parametrize("text", ["", "two", "1,", "-1", "1.5"])
def test_what_is_no_number_of_workers_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="--workers"):
        benchmark_loading.parse_workers(text)
