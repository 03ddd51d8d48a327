import json
import shutil
import subprocess
from types import SimpleNamespace
from typing import Any

import pytest
from typer.testing import CliRunner

from pkgname.tracking import registry
from pkgname.tracking.settings import MODEL_NAME


class CommError(Exception):
    """Stands for the errors of wandb."""


class FakeArtifact:
    """A model that notes where it is linked to."""

    source_qualified_name = f"team/project/{MODEL_NAME}:v3"

    def __init__(self, links: list[tuple[str, list[str]]]) -> None:
        self.links = links

    def link(self, target: str, aliases: list[str]) -> None:
        if "forbidden" in target:
            raise CommError("you may not\nand more")
        self.links.append((target, aliases))


@pytest.fixture
def links(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, list[str]]]:
    """Stand for the registry, and return what has been linked."""
    made: list[tuple[str, list[str]]] = []

    def artifact(name: str, type: str) -> FakeArtifact:
        if "none" in name:
            raise CommError(f"{name} not found\nand more")
        return FakeArtifact(made)

    monkeypatch.setattr(registry, "open_api", lambda: SimpleNamespace(artifact=artifact))
    monkeypatch.setattr(registry, "import_wandb", lambda: SimpleNamespace(Error=CommError))
    return made


def run(*arguments: str) -> Any:
    return CliRunner().invoke(registry.app, arguments)


def test_an_alias_is_resolved_to_the_version_that_has_it(links: list[tuple[str, list[str]]]) -> None:
    done = run("resolve", registry.STAGED)
    assert done.output == f"wandb:team/project/{MODEL_NAME}:v3\n"


@pytest.mark.parametrize("uri", ["wandb:", "wandb:model", "wandb:team/project/model", "team/project/:v3"])
def test_an_address_that_is_not_complete_is_refused(uri: str, links: list[tuple[str, list[str]]]) -> None:
    done = run("resolve", uri)
    assert done.exit_code != 0
    assert "is not complete" in str(done.exception)


def test_a_promoted_model_is_linked_with_the_alias(links: list[tuple[str, list[str]]]) -> None:
    done = run("promote", f"wandb:team/project/{MODEL_NAME}:v3", "--alias", "production")
    assert done.exit_code == 0
    assert links == [(f"wandb-registry-model/{MODEL_NAME}", ["production"])]


@pytest.mark.parametrize(
    "arguments", [["promote", "wandb:team/project/none:v1"], ["promote", "wandb:a/b/c:v1", "--registry", "forbidden"]]
)
def test_what_is_not_possible_is_one_sentence(arguments: list[str], links: list[tuple[str, list[str]]]) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert not links
    assert len(done.output.strip().splitlines()) == 1


def test_the_event_for_github_names_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    sent: list[tuple[list[str], Any]] = []

    def call(command: list[str], input: str, **options: Any) -> Any:
        sent.append((command, json.loads(input)))
        return SimpleNamespace(returncode=0, stderr="")

    monkeypatch.setattr(shutil, "which", lambda name: name)
    monkeypatch.setattr(subprocess, "run", call)
    assert run("stage", "wandb:team/project/model:v3").exit_code == 0
    ((command, body),) = sent
    assert command[:2] == ["gh", "api"]
    assert body == {
        "event_type": "staged_model",
        "client_payload": {"artifact_version_string": "team/project/model:v3"},
    }


@pytest.mark.parametrize(("found", "words"), [(None, "install it with"), ("gh", "HTTP 404")])
def test_without_gh_or_a_repository_the_reason_is_said(
    found: str | None, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    refused = SimpleNamespace(returncode=1, stderr="gh: Not Found (HTTP 404)\nand more\n")
    monkeypatch.setattr(shutil, "which", lambda name: found)
    monkeypatch.setattr(subprocess, "run", lambda *arguments, **options: refused)
    done = run("stage")
    assert done.exit_code == 1
    assert words in done.output
    assert len(done.output.strip().splitlines()) == 1
