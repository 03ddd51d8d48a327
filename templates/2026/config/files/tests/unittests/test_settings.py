from pathlib import Path

import pytest
from omegaconf.errors import OmegaConfBaseException

from pkgname.checkpoint import load_checkpoint
from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.errors import MissingFileError
from pkgname.settings import load_config
from pkgname.train import run

CONFIG_FILE = Path(__file__).parents[2] / "configs" / "config.yaml"
EXPERIMENTS = sorted(path.stem for path in (CONFIG_FILE.parent / "experiment").glob("*.yaml"))


def test_the_file_gives_settings_of_the_right_types() -> None:
    config = load_config(CONFIG_FILE, [])
    assert isinstance(config, TrainConfig)
    assert isinstance(config.optimizer, OptimizerConfig)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_changes_something(name: str) -> None:
    assert load_config(CONFIG_FILE, [f"experiment={name}"]) != load_config(CONFIG_FILE, [])


def test_what_is_given_on_the_command_line_wins() -> None:
    config = load_config(CONFIG_FILE, [f"experiment={EXPERIMENTS[0]}", "epochs=77", "optimizer.learning_rate=0.5"])
    assert config.epochs == 77
    assert config.optimizer.learning_rate == 0.5


@pytest.mark.parametrize("override", ["epoch=3", "epochs=many", "optimizer.speed=1"])
def test_unknown_names_and_wrong_types_are_refused(override: str) -> None:
    with pytest.raises(OmegaConfBaseException):
        load_config(CONFIG_FILE, [override])


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="config"):
        load_config(tmp_path / "config.yaml", [])
    with pytest.raises(MissingFileError, match="nosuch"):
        load_config(CONFIG_FILE, ["experiment=nosuch"])


def test_the_command_trains_as_the_settings_say(processed_dir: Path, tmp_path: Path) -> None:
    paths = {"processed_dir": processed_dir, "model_path": tmp_path / "model.pth", "reports_dir": tmp_path}
    run(["epochs=1", *(f"{name}={path.as_posix()}" for name, path in paths.items())], CONFIG_FILE)
    assert load_checkpoint(tmp_path / "model.pth")
