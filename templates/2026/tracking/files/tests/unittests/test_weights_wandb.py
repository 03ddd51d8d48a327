import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from pkgname import weights_wandb
from pkgname.checkpoint import load_checkpoint, locate_weights
from pkgname.runtime import InputError, MissingFileError
from pkgname.tracking import wandb_account
from pkgname.tracking.settings import MODEL_NAME

NAME = f"team/project/{MODEL_NAME}:latest"


class CommError(Exception):
    """Stands for the errors of wandb."""


class FakeArtifact:
    def __init__(self, identity: str, files: dict[str, bytes]) -> None:
        self.id, self.files, self.downloads = identity, files, 0

    def download(self, root: str) -> str:
        self.downloads += 1
        Path(root).mkdir(parents=True, exist_ok=True)
        for name, content in self.files.items():
            Path(root, name).write_bytes(content)
        return root


class FakeApi:
    def __init__(self) -> None:
        self.stored: dict[str, FakeArtifact] = {}

    def artifact(self, name: str, type: str) -> FakeArtifact:
        if name not in self.stored:
            raise CommError(f"artifact {name} not found\nand more")
        return self.stored[name]


@pytest.fixture
def api(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeApi:
    """Stand for what is stored, with a key that is accepted."""
    monkeypatch.chdir(tmp_path)
    api = FakeApi()
    fake: Any = SimpleNamespace(
        Error=CommError,
        Api=lambda: api,
        init=None,
        setup=lambda settings: None,
        Settings=lambda mode: None,
        login=lambda prompt, verify: True,
    )
    monkeypatch.setitem(sys.modules, "wandb", fake)
    return api


def test_weights_are_downloaded_once_and_can_be_loaded(api: FakeApi, weights: Path) -> None:
    artifact = FakeArtifact("QXJ0", {"model.pth": weights.read_bytes()})
    api.stored[NAME] = artifact
    paths = [locate_weights(f"wandb:{NAME}") for _ in range(2)]
    assert paths[0] == paths[1]
    assert artifact.downloads == 1
    assert load_checkpoint(paths[0]).metadata == load_checkpoint(weights).metadata


def test_another_version_is_another_file(api: FakeApi) -> None:
    names = [f"wandb-registry-model/{MODEL_NAME}:{version}" for version in ("v0", "v1")]
    for name in names:
        api.stored[name] = FakeArtifact(name[-2:], {"model.pth": b""})
    assert len({weights_wandb.download(f"wandb:{name}") for name in names}) == 2


def test_a_model_that_is_not_there_is_named_with_the_command_that_records_one(api: FakeApi) -> None:
    with pytest.raises(MissingFileError, match=r"team/project/none:latest.*train") as refusal:
        weights_wandb.download("wandb:team/project/none:latest")
    assert "\n" not in str(refusal.value)


def test_an_artifact_without_weights_is_refused(api: FakeApi) -> None:
    api.stored["team/project/data:latest"] = FakeArtifact("data", {"numbers.csv": b""})
    with pytest.raises(MissingFileError, match=r"model\.pth"):
        weights_wandb.download("wandb:team/project/data:latest")


@pytest.mark.parametrize("uri", ["wandb:", "wandb:model", "wandb:team/project/model"])
def test_an_address_without_a_project_or_an_alias_is_refused(uri: str, api: FakeApi) -> None:
    with pytest.raises(InputError, match="use wandb:<entity>/<project>"):
        weights_wandb.download(uri)


@pytest.mark.parametrize(("problem", "words"), [(None, "WANDB_API_KEY"), (CommError("it is wrong"), "it is wrong")])
def test_without_a_key_that_works_the_reason_is_said(
    problem: Exception | None, words: str, api: FakeApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    def login(prompt: bool, verify: bool) -> bool:
        if problem is not None:
            raise problem
        return False

    monkeypatch.setattr(wandb_account.import_wandb(), "login", login)
    with pytest.raises(InputError, match=words):
        weights_wandb.download(f"wandb:{NAME}")
