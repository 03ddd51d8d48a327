"""A package that stands for wandb. No test reports to Weights & Biases, whatever the shell or `.env` says."""

import os
import sys
from pathlib import Path
from typing import Any

import pytest

os.environ["WANDB_MODE"] = "disabled"


class CommError(Exception):
    """Stands for the errors of wandb."""


class FakeRun:
    """Records what is logged."""

    def __init__(self, arguments: dict[str, Any]) -> None:
        self.arguments = arguments
        self.axes: dict[str, str] = {}
        self.rows: list[dict[str, Any]] = []
        self.artifacts: list[Any] = []
        self.summary: dict[str, Any] = {}
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
