"""The trials that a file of a sweep asks for, and what each of them has left."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from pkgname.config import TrainConfig
from pkgname.runtime import InputError, MissingFileError
from pkgname.tracking import trials
from pkgname.train import train

SWEEP_FILE = Path(__file__).parents[2] / "configs" / "sweep.yaml"
Parameters = dict[str, dict[str, Any]]


def write(path: Path, parameters: Parameters, method: str = "random", **more: Any) -> Path:
    content = {"method": method, "metric": {"name": "validation_loss", "goal": "minimize"}, "parameters": parameters}
    path.write_text(yaml.safe_dump(content | more), encoding="utf-8")
    return path


def test_the_sweep_looks_for_a_metric_that_a_training_reports(config: TrainConfig) -> None:
    train(config)
    metrics = json.loads(Path(config.reports_dir, "metrics.json").read_text(encoding="utf-8"))
    assert trials.read_sweep(SWEEP_FILE).metric in metrics


def test_the_sweep_sets_settings_that_exist() -> None:
    for name in trials.read_sweep(SWEEP_FILE).parameters:
        *groups, last = name.replace("-", "_").split(".")
        settings: Any = TrainConfig()
        for group in groups:
            settings = getattr(settings, group)
        assert hasattr(settings, last) or hasattr(settings.optimizer, last), name


def test_the_same_seed_draws_the_same_trials_within_the_limits(tmp_path: Path) -> None:
    parameters: Parameters = {
        "rate": {"distribution": "log_uniform_values", "min": 0.001, "max": 0.1},
        "size": {"min": 1, "max": 4},
        "share": {"min": 0.0, "max": 0.5},
        "name": {"values": ["a", "b"]},
        "fixed": {"value": 7},
    }
    plan = trials.read_sweep(write(tmp_path / "sweep.yaml", parameters, run_cap=20))
    drawn = plan.trials(0, seed=1)
    assert drawn == plan.trials(0, seed=1) != plan.trials(0, seed=2)
    assert len(drawn) == 20
    for trial in drawn:
        assert 0.001 <= trial["rate"] <= 0.1 and 0 <= trial["share"] <= 0.5
        assert trial["size"] in (1, 2, 3, 4) and trial["name"] in ("a", "b") and trial["fixed"] == 7


def test_a_grid_tries_every_combination_once(tmp_path: Path) -> None:
    path = write(tmp_path / "sweep.yaml", {"a": {"values": [1, 2]}, "b": {"values": [3, 4]}, "c": {"value": 5}}, "grid")
    tried = trials.read_sweep(path).trials(0, seed=0)
    assert tried == [{"a": a, "b": b, "c": 5} for a in (1, 2) for b in (3, 4)]
    assert trials.read_sweep(path).trials(3, seed=0) == tried[:3]


@pytest.mark.parametrize(
    ("parameter", "method", "words"),
    [
        ({"min": 1, "max": 2}, "grid", "random"),
        ({"min": 1}, "random", "neither values nor min and max"),
        ({"min": 4, "max": 2}, "random", "smaller one first"),
        ({"min": "1e-4", "max": 0.1}, "random", "1.0e-4"),
        ({"values": []}, "random", "neither values nor min and max"),
        ({"values": 3}, "grid", "no list of values"),
        ({"distribution": "log_uniform", "min": 1, "max": 2}, "random", "log_uniform_values"),
        ({"distribution": "log_uniform_values", "min": 0, "max": 2}, "random", "above 0"),
        ({"distribution": "int_uniform", "min": 0.5, "max": 2.5}, "random", "integers"),
    ],
)
def test_a_parameter_that_makes_no_sense_is_named(
    parameter: dict[str, Any], method: str, words: str, tmp_path: Path
) -> None:
    plan = trials.read_sweep(write(tmp_path / "sweep.yaml", {"rate": parameter}, method))
    with pytest.raises(InputError, match=f"rate.*{words}"):
        plan.trials(2, seed=0)


def test_an_unknown_method_and_a_parameter_without_a_key_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="gird.*grid, random, bayes"):
        trials.read_sweep(write(tmp_path / "sweep.yaml", {"rate": {"value": 1}}, "gird"))
    text = "{method: random, metric: {name: loss}, parameters: {rate: 16}}"
    (tmp_path / "sweep.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="rate is 16.*value: 16"):
        trials.read_sweep(tmp_path / "sweep.yaml")


def test_a_file_that_is_no_sweep_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="none"):
        trials.read_sweep(tmp_path / "none.yaml")
    for text in ("- 1", "method: random", "method: [", "7"):
        (tmp_path / "broken.yaml").write_text(text, encoding="utf-8")
        with pytest.raises(InputError, match="broken"):
            trials.read_sweep(tmp_path / "broken.yaml")


def test_a_metric_that_no_training_reports_is_named(tmp_path: Path) -> None:
    (tmp_path / "metrics.json").write_text(json.dumps({"loss": 1, "history": []}), encoding="utf-8")
    with pytest.raises(InputError, match="speed.*loss"):
        trials.read_result(tmp_path, "speed")
