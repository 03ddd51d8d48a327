"""What the command of the training does with the settings that Hydra composes: plain runs and multiruns."""

import sys
from pathlib import Path

import pytest
from omegaconf import OmegaConf

from pkgname import config_files
from pkgname.callbacks import EpochMetrics
from pkgname.checkpoint import load_checkpoint
from pkgname.config import TrainConfig
from pkgname.config_files import run_command
from pkgname.metrics import OBJECTIVE
from pkgname.train import main

CONFIG_DIR = Path(__file__).parents[2] / "configs"


class Jobs:
    """Records the settings of each job, and returns the metrics of a training that got better."""

    def __init__(self) -> None:
        self.configs: list[TrainConfig] = []

    def train(self, config: TrainConfig) -> list[EpochMetrics]:
        self.configs.append(config)
        return [EpochMetrics(epoch, {}, {OBJECTIVE: 1 / epoch}) for epoch in (1, 2)]


@pytest.fixture
def jobs() -> Jobs:
    return Jobs()


def test_the_command_trains_and_saves_its_settings(
    processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {
        "processed_dir": processed_dir,
        "model_path": tmp_path / "model.pth",
        "reports_dir": tmp_path,
        "hydra.run.dir": tmp_path / "run",
    }
    arguments = [f"{name}={path.as_posix()}" for name, path in paths.items()]
    monkeypatch.setattr(sys, "argv", ["train", "epochs=1", "experiment=exp2", *arguments])
    main()
    assert load_checkpoint(tmp_path / "model.pth")
    assert "epochs=1" in (tmp_path / "run" / ".hydra" / "overrides.yaml").read_text(encoding="utf-8")
    assert "epoch 1/1" in next((tmp_path / "run").glob("*.log")).read_text(encoding="utf-8")
    saved = tmp_path / "run" / ".hydra" / "config.yaml"
    settings = OmegaConf.load(saved)
    assert (settings.epochs, settings.reports_dir) == (1, tmp_path.as_posix())
    assert "!!" not in saved.read_text(encoding="utf-8"), "a tag, which only Python can read"


def test_the_jobs_of_a_multirun_leave_their_own_results(
    processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = [tmp_path / "models" / "model.pth", tmp_path / "reports" / "metrics.json"]
    for path in plain:
        path.parent.mkdir()
        path.write_text("of a run before", encoding="utf-8")
    monkeypatch.setattr(config_files, "find_configs", lambda: CONFIG_DIR)
    monkeypatch.chdir(tmp_path)
    settings = ["epochs=1", f"processed_dir={processed_dir.as_posix()}", "hydra.sweep.dir=jobs"]
    monkeypatch.setattr(sys, "argv", ["train", "--multirun", "seed=1,2", *settings])
    main()
    models = [(tmp_path / "jobs" / job / "models" / "model.pth") for job in ("0", "1")]
    first, second = (load_checkpoint(path).model.state_dict() for path in models)
    assert any(not first[name].equal(second[name]) for name in first)
    metrics = [(tmp_path / "jobs" / job / "reports" / "metrics.json").read_bytes() for job in ("0", "1")]
    assert metrics[0] != metrics[1]
    assert [path.read_text(encoding="utf-8") for path in plain] == ["of a run before"] * 2


def test_a_plain_run_writes_to_the_paths_in_the_settings(
    jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["train", f"hydra.run.dir={tmp_path.as_posix()}"])
    run_command(jobs.train)
    (config,) = jobs.configs
    assert (config.model_path, config.reports_dir) == ("models/model.pth", "reports")


def test_a_job_returns_the_objective_of_the_last_epoch(
    jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    values: list[float] = []
    run_job = config_files.run_job
    monkeypatch.setattr(config_files, "run_job", lambda *job: values.append(run_job(*job)))
    monkeypatch.setattr(sys, "argv", ["train", f"hydra.run.dir={tmp_path.as_posix()}"])
    run_command(jobs.train)
    assert values == [0.5]


@pytest.mark.parametrize("setting", ["epochs=???", "seed=${nothing}"])
def test_an_error_is_one_line(setting: str, jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["train", setting, f"hydra.run.dir={tmp_path.as_posix()}"])
    with pytest.raises(SystemExit) as ending:
        run_command(jobs.train)
    assert str(ending.value).startswith("error: ")
    assert "\n" not in str(ending.value)
    assert not jobs.configs


def test_without_files_the_defaults_of_the_code_are_used(
    jobs: Jobs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(config_files, "find_configs", lambda: None)
    monkeypatch.setattr(sys, "argv", ["train", "epochs=2", f"hydra.run.dir={tmp_path.as_posix()}"])
    run_command(jobs.train)
    assert jobs.configs == [TrainConfig(epochs=2)]
    assert (tmp_path / "train.log").is_file()
