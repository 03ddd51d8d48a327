import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pkgname.config import TrainConfig
from pkgname.runtime import InputError
from pkgname.tracking import wandb_account, wandb_run
from pkgname.tracking.settings import (
    MODEL_FILE,
    MODEL_NAME,
    LoggerSettings,
)
from pkgname.train import train


def test_nothing_is_recorded_unless_it_is_asked_for(wandb: Any, config: TrainConfig) -> None:
    wandb_run.with_wandb(train)(config)
    assert wandb.run is None


def test_a_run_has_the_settings_the_curves_the_figure_and_the_weights(wandb: Any, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline", project="ours")
    history = wandb_run.with_wandb(train)(config)
    run = wandb.run
    assert (run.arguments["mode"], run.arguments["project"]) == ("offline", "ours")
    assert run.arguments["config"]["batch_size"] == config.batch_size
    assert [row for row in run.rows if "epoch" in row] == [metrics.as_row() for metrics in history]
    assert sum("batch_loss" in row for row in run.rows) >= len(history)
    assert "training_statistics" in run.rows[-1]
    assert run.axes == {"train_*": "epoch", "validation_*": "epoch"}
    [artifact] = run.artifacts
    assert (artifact.name, artifact.type, artifact.metadata) == (MODEL_NAME, "model", history[-1].as_row())
    assert artifact.files == {MODEL_FILE: config.model_path}
    assert run.exit_codes == [None]


def test_what_is_recorded_agrees_with_the_metrics_file(wandb: Any, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline")
    wandb_run.with_wandb(train)(config)
    rows = json.loads(Path(config.reports_dir, "metrics.json").read_text(encoding="utf-8"))["history"]
    assert [row for row in wandb.run.rows if "epoch" in row] == rows


def test_restored_weights_are_recorded_with_their_own_metrics(wandb: Any, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline")
    callback = wandb_run.WandbRun(config)
    history = train(config)
    best, last = replace(history[0], restored=True), replace(history[-1], epoch=2, validation={"loss": 9.0})
    callback.run = wandb_run.start_run(config.logger, {})
    callback.on_saved(Path(config.model_path), [best, last])
    assert wandb.run.summary == wandb.run.artifacts[0].metadata == best.as_row()


def test_the_weights_can_be_left_out(wandb: Any, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline", log_model=False)
    wandb_run.with_wandb(train)(config)
    assert wandb.run.artifacts == []


@pytest.mark.parametrize("has_key", [False, True])
def test_without_access_the_run_is_offline_and_says_why(
    has_key: bool, wandb: Any, config: TrainConfig, caplog: pytest.LogCaptureFixture
) -> None:
    wandb.access = wandb.Error("the key is wrong\nand more") if has_key else False
    config.logger = LoggerSettings(mode="online")
    with caplog.at_level("WARNING", logger=wandb_run.__name__):
        wandb_run.start_run(config.logger, {})
    assert wandb.run.arguments["mode"] == "offline"
    [message] = [record.getMessage() for record in caplog.records if "offline" in record.getMessage()]
    assert ("the key is wrong" if has_key else "WANDB_API_KEY") in message
    assert "\n" not in message


def test_with_a_key_the_run_is_online(wandb: Any) -> None:
    wandb_run.start_run(LoggerSettings(mode="online"), {})
    assert wandb.run.arguments["mode"] == "online"


def test_a_training_that_fails_ends_its_run_as_failed(wandb: Any, config: TrainConfig) -> None:
    def fail(config: TrainConfig) -> None:
        wandb_run.start_run(config.logger, {})
        raise ZeroDivisionError

    config.logger = LoggerSettings(mode="offline")
    with pytest.raises(ZeroDivisionError):
        wandb_run.with_wandb(fail)(config)
    assert wandb.run.exit_codes == [1]


def test_the_environment_fills_what_is_not_set(wandb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setenv("WANDB_ENTITY", "our-team")
    assert LoggerSettings(project="ours").resolve() == LoggerSettings("offline", "ours", "our-team")
    assert LoggerSettings(mode="disabled").resolve().mode == "disabled"


def test_an_agent_of_a_sweep_records_online(wandb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDB_SWEEP_ID", "abc")
    assert LoggerSettings().resolve().mode == "online"


def test_a_mode_that_does_not_exist_is_refused(wandb: Any) -> None:
    with pytest.raises(InputError, match="'sometimes'"):
        LoggerSettings(mode="sometimes").resolve()


def test_a_folder_of_runs_is_not_the_package(wandb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wandb", SimpleNamespace())
    with pytest.raises(InputError, match="not installed"):
        wandb_account.import_wandb()
