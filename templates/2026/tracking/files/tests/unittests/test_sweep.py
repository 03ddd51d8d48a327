"""A sweep on this machine, whose trainings a stand-in carries out."""

import json
import sys
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from pkgname.runtime import InputError
from pkgname.tracking import sweep

FOLDER = Path("multirun", "day", "time")
RUN = "pkgname.tracking.sweep.subprocess.run"


class Training:
    """Stands for the trainings: each leaves the next of some losses in the folder of its trial, or nothing."""

    def __init__(self, losses: list[float | None]) -> None:
        self.losses = losses
        self.commands: list[list[str]] = []

    def __call__(self, command: list[str], check: bool) -> CompletedProcess[str]:
        loss = self.losses[len(self.commands)]
        self.commands.append(command)
        if loss is not None:
            target = FOLDER / str(len(self.commands) - 1) / "reports"
            target.mkdir(parents=True)
            (target / "metrics.json").write_text(json.dumps({"validation_loss": loss}), encoding="utf-8")
        return CompletedProcess(command, 0)


@pytest.fixture
def sweep_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sweep, "folder_of_sweep", lambda: FOLDER)
    content = {
        "method": "grid",
        "metric": {"name": "validation_loss", "goal": "minimize"},
        "parameters": {"batch_size": {"values": [8, 16, 32]}},
    }
    (tmp_path / "sweep.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return tmp_path / "sweep.yaml"


def test_the_best_trial_is_named_with_its_settings_and_its_folder(
    sweep_file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    training = Training([0.3, None, 0.2])
    monkeypatch.setattr(RUN, training)
    said = sweep.sweep(sweep_file, 0, 0, ["seed=3"])
    assert "best of 2 trials has validation_loss 0.2000, with batch_size=32" in said
    assert str(FOLDER / "2") in said
    assert "trial 2 has failed" in capsys.readouterr().out
    assert {(command[0], command[2], command[-1]) for command in training.commands} == {
        (sys.executable, sweep.MODULE, "seed=3")
    }


def test_a_sweep_without_any_result_is_an_error(sweep_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RUN, Training([None, None, None]))
    with pytest.raises(InputError, match="no trial"):
        sweep.sweep(sweep_file, 0, 0, [])
