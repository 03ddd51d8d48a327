import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pkgname.config import TrainConfig
from pkgname.runtime import InputError, MissingFileError
from pkgname.tracking import (
    register,
    wandb_account,
    wandb_run,
)
from pkgname.tracking.settings import (
    MODEL_FILE,
    MODEL_NAME,
    LoggerSettings,
)
from pkgname.train import train


class CommError(Exception):
    """Stands for the errors of wandb."""


class FakeRun:
    """Records what is logged."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self.arguments = arguments
        self.axes: dict[str, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.artifacts: list[Any] = []
        self.exit_codes: list[int | None] = []

    def define_metric(self, name: str, step_metric: str) -> None:
        self.axes[name] = step_metric

    def log(self, row: dict[str, Any]) -> None:
        self.rows.append(row)

    def log_artifact(self, artifact: Any) -> None:
        self.artifacts.append(artifact)

    def finish(self, exit_code: int | None = None) -> None:
        self.exit_codes.append(exit_code)


class FakeArtifact:
    def __init__(self, name: str, type: str, metadata: dict[str, float]) -> None:
        self.name, self.type, self.metadata = name, type, metadata
        self.files: dict[str, str] = {}

    def add_file(self, path: str, name: str) -> None:
        self.files[name] = path


class FakeWandb:
    """Stands for the package wandb, without a network."""

    Error = CommError
    Artifact = FakeArtifact
    Image = staticmethod(lambda path: ("image", path))
    Settings = staticmethod(lambda **settings: settings)

    def __init__(self) -> None:
        self.run: FakeRun | None = None
        self.access: bool | Exception = True

    def setup(self, settings: Any) -> None:
        self.settings = settings

    def login(self, prompt: bool, verify: bool) -> bool:
        if isinstance(self.access, Exception):
            raise self.access
        return self.access

    def init(self, **arguments: Any) -> FakeRun:
        self.run = FakeRun(arguments)
        return self.run


@pytest.fixture
def wandb(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeWandb:
    fake = FakeWandb()
    monkeypatch.setitem(sys.modules, "wandb", fake)
    monkeypatch.chdir(tmp_path)  # no .env here
    for name in ("WANDB_MODE", "WANDB_PROJECT", "WANDB_ENTITY", "WANDB_SWEEP_ID"):
        monkeypatch.delenv(name, raising=False)
    return fake


def run_of(wandb: FakeWandb) -> FakeRun:
    assert wandb.run is not None
    return wandb.run


def test_nothing_is_recorded_unless_it_is_asked_for(wandb: FakeWandb, config: TrainConfig) -> None:
    wandb_run.with_wandb(train)(config)
    assert wandb.run is None


def test_a_run_has_the_settings_the_curves_the_figure_and_the_weights(wandb: FakeWandb, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline", project="ours")
    history = wandb_run.with_wandb(train)(config)
    run = run_of(wandb)
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


def test_what_is_recorded_agrees_with_the_metrics_file(wandb: FakeWandb, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline")
    wandb_run.with_wandb(train)(config)
    rows = json.loads(Path(config.reports_dir, "metrics.json").read_text(encoding="utf-8"))["history"]
    assert [row for row in run_of(wandb).rows if "epoch" in row] == rows


def test_the_weights_can_be_left_out(wandb: FakeWandb, config: TrainConfig) -> None:
    config.logger = LoggerSettings(mode="offline", log_model=False)
    wandb_run.with_wandb(train)(config)
    assert run_of(wandb).artifacts == []


@pytest.mark.parametrize("access", [False, CommError("the key is wrong\nand more")])
def test_without_access_the_run_is_offline_and_says_why(
    access: bool | Exception, wandb: FakeWandb, config: TrainConfig, caplog: pytest.LogCaptureFixture
) -> None:
    wandb.access = access
    config.logger = LoggerSettings(mode="online")
    with caplog.at_level("WARNING", logger=wandb_run.__name__):
        run = wandb_run.start_run(config.logger, {})
    assert isinstance(run, FakeRun)
    assert run.arguments["mode"] == "offline"
    [message] = [record.getMessage() for record in caplog.records if "offline" in record.getMessage()]
    assert ("WANDB_API_KEY" if access is False else "the key is wrong") in message
    assert "\n" not in message


def test_with_a_key_the_run_is_online(wandb: FakeWandb) -> None:
    run = wandb_run.start_run(LoggerSettings(mode="online"), {})
    assert isinstance(run, FakeRun)
    assert run.arguments["mode"] == "online"


def test_a_training_that_fails_ends_its_run_as_failed(wandb: FakeWandb, config: TrainConfig) -> None:
    def fail(config: TrainConfig) -> None:
        wandb_run.start_run(config.logger, {})
        raise ZeroDivisionError

    config.logger = LoggerSettings(mode="offline")
    with pytest.raises(ZeroDivisionError):
        wandb_run.with_wandb(fail)(config)
    assert run_of(wandb).exit_codes == [1]


def test_the_environment_fills_what_is_not_set(wandb: FakeWandb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDB_MODE", "offline")
    monkeypatch.setenv("WANDB_ENTITY", "our-team")
    assert LoggerSettings(project="ours").resolve() == LoggerSettings("offline", "ours", "our-team")
    assert LoggerSettings(mode="disabled").resolve().mode == "disabled"


def test_an_agent_of_a_sweep_records_online(wandb: FakeWandb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WANDB_SWEEP_ID", "abc")
    assert LoggerSettings().resolve().mode == "online"


def test_a_mode_that_does_not_exist_is_refused(wandb: FakeWandb) -> None:
    with pytest.raises(InputError, match="'sometimes'"):
        LoggerSettings(mode="sometimes").resolve()


def test_a_folder_of_runs_is_not_the_package(wandb: FakeWandb, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "wandb", SimpleNamespace())
    with pytest.raises(InputError, match="not installed"):
        wandb_account.import_wandb()


def test_the_best_version_is_the_one_with_the_lowest_loss_or_the_highest_accuracy() -> None:
    versions = [SimpleNamespace(metadata={"loss": loss, "accuracy": 1 - loss / 2}) for loss in (0.3, 0.1, 0.2)]
    assert register.pick_best(versions, "loss", highest=False) is versions[1]
    assert register.pick_best(versions, "accuracy", highest=True) is versions[1]
    with pytest.raises(InputError, match="accuracy, loss"):
        register.pick_best(versions, "speed", highest=False)
    with pytest.raises(MissingFileError, match="train"):
        register.pick_best([], "loss", highest=False)


def test_the_best_version_gets_the_alias_in_the_registry(wandb: FakeWandb, monkeypatch: pytest.MonkeyPatch) -> None:
    links: list[tuple[str, list[str]]] = []
    version = SimpleNamespace(
        name=f"{MODEL_NAME}:v1", metadata={"loss": 0.1}, link=lambda path, aliases: links.append((path, aliases))
    )
    asked: list[tuple[str, str]] = []

    def artifacts(kind: str, path: str) -> list[Any]:
        asked.append((kind, path))
        return [version]

    api = SimpleNamespace(default_entity="ada", artifacts=artifacts)
    monkeypatch.setattr(register, "open_api", lambda: api)
    said = register.register("loss", highest=False, target="wandb-registry-model", alias="staging")
    assert links == [(f"wandb-registry-model/{MODEL_NAME}", ["staging"])]
    assert asked == [("model", f"ada/pkgname/{MODEL_NAME}")]
    assert "v1" in said and "staging" in said
