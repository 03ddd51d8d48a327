from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from hydra.errors import ConfigCompositionException, MissingConfigException

from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.config_files import (
    store_schema,
    to_config,
)

CONFIG_DIR = Path(__file__).parents[2] / "configs"
EXPERIMENTS = sorted(path.stem for path in (CONFIG_DIR / "experiment").glob("*.yaml"))
OPTIMIZERS = sorted(path.stem for path in (CONFIG_DIR / "optimizer").glob("*.yaml"))


def load(*overrides: str) -> TrainConfig:
    """Compose the settings as the command does."""
    store_schema()
    with initialize_config_dir(str(CONFIG_DIR), version_base="1.3"):
        return to_config(compose("config", overrides=list(overrides)))


def test_the_files_give_settings_of_the_right_types() -> None:
    config = load()
    assert isinstance(config, TrainConfig)
    assert isinstance(config.optimizer, OptimizerConfig)
    config.validate()


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_changes_something(name: str) -> None:
    assert load(f"experiment={name}") != load()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_has_settings_of_its_own(name: str) -> None:
    assert load(f"optimizer={name}").optimizer.name == name


def test_the_command_line_wins() -> None:
    config = load(f"experiment={EXPERIMENTS[0]}", "epochs=77", "optimizer.learning_rate=0.5")
    assert config.epochs == 77
    assert config.optimizer.learning_rate == 0.5


@pytest.mark.parametrize("override", ["epoch=3", "epochs=many", "optimizer.speed=1"])
def test_unknown_names_and_wrong_types_are_refused(override: str) -> None:
    with pytest.raises(ConfigCompositionException):
        load(override)


def test_an_experiment_that_does_not_exist_is_refused() -> None:
    with pytest.raises(MissingConfigException, match="nosuch"):
        load("experiment=nosuch")
