import sys
from pathlib import Path

import pytest
from hydra import compose, initialize_config_dir
from hydra.errors import ConfigCompositionException, MissingConfigException

from pkgname.checkpoint import load_checkpoint
from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.settings import CONFIG_DIR, to_config
from pkgname.train import main

EXPERIMENTS = sorted(path.stem for path in (Path(CONFIG_DIR) / "experiment").glob("*.yaml"))
OPTIMIZERS = sorted(path.stem for path in (Path(CONFIG_DIR) / "optimizer").glob("*.yaml"))


def load(*overrides: str) -> TrainConfig:
    """Compose the settings as the command does."""
    with initialize_config_dir(CONFIG_DIR, version_base="1.3"):
        return to_config(compose("config", overrides=list(overrides)))


def test_the_files_give_settings_of_the_right_types() -> None:
    config = load()
    assert isinstance(config, TrainConfig)
    assert isinstance(config.optimizer, OptimizerConfig)


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_changes_something(name: str) -> None:
    assert load(f"experiment={name}") != load()


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_every_optimizer_has_settings_of_its_own(name: str) -> None:
    assert load(f"optimizer={name}").optimizer.name == name


def test_what_is_given_on_the_command_line_wins() -> None:
    config = load(f"experiment={EXPERIMENTS[0]}", "epochs=77", "optimizer.learning_rate=0.5")
    assert config.epochs == 77
    assert config.optimizer.learning_rate == 0.5


@pytest.mark.parametrize("override", ["epoch=3", "epochs=many", "optimizer.speed=1"])
def test_unknown_names_and_wrong_types_are_refused(override: str) -> None:
    with pytest.raises(ConfigCompositionException):
        load(override)


def test_an_experiment_that_is_not_there_is_refused() -> None:
    with pytest.raises(MissingConfigException, match="nosuch"):
        load("experiment=nosuch")


def test_the_command_trains_and_keeps_its_settings(
    processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {
        "processed_dir": processed_dir,
        "model_path": tmp_path / "model.pth",
        "reports_dir": tmp_path,
        "hydra.run.dir": tmp_path / "run",
    }
    arguments = [f"{name}={path.as_posix()}" for name, path in paths.items()]
    monkeypatch.setattr(sys, "argv", ["train", "epochs=1", "experiment=exp2", *arguments])
    main()
    assert load_checkpoint(tmp_path / "model.pth")
    assert "epochs=1" in (tmp_path / "run" / ".hydra" / "overrides.yaml").read_text(encoding="utf-8")
    assert "epoch 1/1" in next((tmp_path / "run").glob("*.log")).read_text(encoding="utf-8")
