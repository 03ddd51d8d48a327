from types import SimpleNamespace
from typing import Any

import pytest

from pkgname.runtime import InputError, MissingFileError
from pkgname.tracking import register
from pkgname.tracking.settings import MODEL_NAME


def test_the_best_version_is_the_one_with_the_lowest_loss_or_the_highest_accuracy() -> None:
    versions = [SimpleNamespace(metadata={"loss": loss, "accuracy": 1 - loss / 2}) for loss in (0.3, 0.1, 0.2)]
    assert register.pick_best(versions, "loss", highest=False) is versions[1]
    assert register.pick_best(versions, "accuracy", highest=True) is versions[1]
    with pytest.raises(InputError, match="accuracy, loss"):
        register.pick_best(versions, "speed", highest=False)
    with pytest.raises(MissingFileError, match="train"):
        register.pick_best([], "loss", highest=False)


def test_the_best_version_gets_the_alias_in_the_registry(wandb: Any, monkeypatch: pytest.MonkeyPatch) -> None:
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
