import sys
from pathlib import Path

import pytest

from pkgname.callbacks import EpochMetrics
from pkgname.checkpoint import load_checkpoint
from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.config_files import load_config, run_command
from pkgname.runtime import InputError, MissingFileError
from pkgname.train import main

CONFIG_FILE = Path(__file__).parents[2] / "configs" / "config.yaml"
EXPERIMENTS = sorted(path.stem for path in (CONFIG_FILE.parent / "experiment").glob("*.yaml"))


def test_the_file_gives_settings_of_the_right_types() -> None:
    config = load_config(CONFIG_FILE, [])
    assert isinstance(config, TrainConfig)
    assert isinstance(config.optimizer, OptimizerConfig)
    config.validate()


@pytest.mark.parametrize("name", EXPERIMENTS)
def test_every_experiment_changes_something(name: str) -> None:
    assert load_config(CONFIG_FILE, [f"experiment={name}"]) != load_config(CONFIG_FILE, [])


def test_the_command_line_wins() -> None:
    config = load_config(CONFIG_FILE, [f"experiment={EXPERIMENTS[0]}", "epochs=77", "optimizer.learning_rate=0.5"])
    assert config.epochs == 77
    assert config.optimizer.learning_rate == 0.5


@pytest.mark.parametrize(
    ("override", "name"), [("epoch=3", "epoch"), ("epochs=many", "epochs"), ("optimizer.speed=1", "speed")]
)
def test_unknown_names_and_wrong_types_are_refused_by_name(override: str, name: str) -> None:
    with pytest.raises(InputError, match=name):
        load_config(CONFIG_FILE, [override])


@pytest.mark.parametrize("content", ["epochs: [1", "- 1", "3"])
def test_a_file_without_settings_is_named(content: str, tmp_path: Path) -> None:
    (tmp_path / "broken.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"broken\.yaml"):
        load_config(tmp_path / "broken.yaml", [])


def test_an_override_that_is_not_yaml_is_refused() -> None:
    with pytest.raises(InputError, match="command line"):
        load_config(CONFIG_FILE, ["epochs=[1"])


def test_a_group_is_set_by_its_settings() -> None:
    with pytest.raises(InputError, match="OptimizerConfig"):
        load_config(CONFIG_FILE, ["optimizer=sgd"])


def test_an_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["train", "--config", str(CONFIG_FILE), "epoch=3"])
    with pytest.raises(SystemExit) as ending:
        main()
    assert str(ending.value).startswith("error: ")
    assert "epoch" in str(ending.value)
    assert "\n" not in str(ending.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="config"):
        load_config(tmp_path / "config.yaml", [])
    with pytest.raises(MissingFileError, match="nosuch"):
        load_config(CONFIG_FILE, ["experiment=nosuch"])


def test_without_files_the_defaults_of_the_code_are_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["train", "epochs=2"])
    configs: list[TrainConfig] = []

    def note(config: TrainConfig) -> list[EpochMetrics]:
        configs.append(config)
        return []

    with pytest.raises(SystemExit) as ending:
        run_command(note)
    assert not ending.value.code
    assert configs == [TrainConfig(epochs=2)]


def test_the_command_trains_with_its_settings(
    processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths = {"processed_dir": processed_dir, "model_path": tmp_path / "model.pth", "reports_dir": tmp_path}
    settings = ["epochs=1", *(f"{name}={path.as_posix()}" for name, path in paths.items())]
    monkeypatch.setattr(sys, "argv", ["train", "--config", str(CONFIG_FILE), *settings])
    with pytest.raises(SystemExit) as ending:  # how the command ends
        main()
    assert not ending.value.code
    assert load_checkpoint(tmp_path / "model.pth")
