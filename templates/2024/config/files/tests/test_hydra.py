from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from hydra.core.config_store import ConfigStore
from hydra.errors import HydraException

from pkgname.command import to_settings
from pkgname.settings import TrainSettings

CONFIGS = Path(__file__).resolve().parent.parent / "configs"


def settings_of(*overrides: str) -> TrainSettings:
    """The settings that a command line comes to."""
    ConfigStore.instance().store(name="schema", node=TrainSettings)
    with initialize_config_dir(str(CONFIGS), version_base="1.3"):
        return to_settings(compose("config", overrides=list(overrides)))


def test_the_file_has_the_defaults_of_the_code():
    assert settings_of() == TrainSettings()


def test_an_experiment_changes_some_settings_and_the_command_line_wins():
    settings = settings_of("experiment=exp1", "epochs=2")
    assert (settings.epochs, settings.hidden_size, settings.batch_size) == (2, 32, 32)


@pytest.mark.parametrize("name", sorted(path.stem for path in (CONFIGS / "experiment").glob("*.yaml")))
def test_every_experiment_has_settings_that_make_sense(name: str):
    settings_of(f"experiment={name}").validate()


@pytest.mark.parametrize("override", ["epoch=3", "epochs=many"])
def test_an_unknown_setting_and_a_value_of_another_type_are_refused(override: str):
    with pytest.raises(HydraException):
        settings_of(override)
