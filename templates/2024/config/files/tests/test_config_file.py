import sys
from pathlib import Path

import pytest

from pkgname.command import read_config, run_command
from pkgname.runtime import InputError
from pkgname.settings import TrainSettings

CONFIGS = Path(__file__).resolve().parent.parent / "configs"


def run(words: list[str], monkeypatch: pytest.MonkeyPatch) -> TrainSettings:
    """The settings that a training gets from a command line."""
    seen: list[TrainSettings] = []
    monkeypatch.setattr(sys, "argv", ["train", *words])
    with pytest.raises(SystemExit) as done:
        run_command(seen.append)
    assert done.value.code == 0
    return seen[0]


def test_without_options_the_defaults_are_used(monkeypatch: pytest.MonkeyPatch):
    assert run([], monkeypatch) == TrainSettings()


def test_a_file_gives_settings_and_an_option_wins(monkeypatch: pytest.MonkeyPatch):
    settings = run(["--epochs", "2", "--config", str(CONFIGS / "exp1.yaml")], monkeypatch)
    assert (settings.epochs, settings.hidden_size, settings.batch_size) == (2, 32, 32)


def test_names_with_underscores_are_options_too(monkeypatch: pytest.MonkeyPatch):
    assert run(["--batch_size=16"], monkeypatch).batch_size == 16


@pytest.mark.parametrize("path", sorted(CONFIGS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_file_has_settings_that_make_sense(path: Path):
    TrainSettings(**read_config(path)).validate()


@pytest.mark.parametrize("text", ["epoch: 3", "- epochs", "epochs: [", ""])
def test_a_file_with_a_mistake_is_named(text: str, tmp_path: Path):
    path = tmp_path / "mine.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.yaml"):
        read_config(path)
