"""Read the settings of a run from ``configs/`` with OmegaConf, and from the command line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from pkgname.config import TrainConfig
from pkgname.runtime import (
    InputError,
    MissingFileError,
    plain_errors,
)

CONFIG_FILE = Path("configs/config.yaml")
ConfigFile = Annotated[Path, typer.Option(help="The file with the settings.")]
Overrides = Annotated[list[str] | None, typer.Argument(help="Settings, for example: epochs=10 experiment=exp1")]


def load_config(path: Path, overrides: Sequence[str]) -> TrainConfig:
    """Read the settings: the defaults of the code, then the file, then an experiment, then the overrides.

    The dataclass is the schema: a setting that it does not have, or a value of another type, is an ``InputError``.

    Args:
        path: The file with the settings; experiments are in the folder ``experiment`` beside it. Without the default
            file, as in an installed package, the defaults of the code are used.
        overrides: Settings such as ``epochs=10`` or ``optimizer.name=sgd``; ``experiment=exp1`` names a file.
    """
    given = parse("the command line", lambda: OmegaConf.from_dotlist(list(overrides)))
    experiment = given.pop("experiment", None)
    files = [path] if path.is_file() or path != CONFIG_FILE else []
    if experiment is not None:
        files.append(path.parent / "experiment" / f"{experiment}.yaml")
    try:
        merged = OmegaConf.merge(OmegaConf.structured(TrainConfig), *map(load_file, files), given)
        return cast(TrainConfig, OmegaConf.to_object(merged))
    except OmegaConfBaseException as error:
        reason = str(error).strip().splitlines()[0]
        name = f" ({error.full_key})" if error.full_key else ""
        raise InputError(f"{reason}{name}: config.py lists the settings and their types") from error


def load_file(path: Path) -> DictConfig:
    """Read a file with settings."""
    if not path.is_file():
        raise MissingFileError(f"{path} does not exist: run from the root of the repository, or use --config")
    return parse(str(path), lambda: OmegaConf.load(path))


def parse(source: str, read: Callable[[], Any]) -> DictConfig:
    """Read settings; text that is not YAML, or not a list of names and values, is an ``InputError``."""
    try:
        settings = read()
    except Exception as error:  # PyYAML, OmegaConf and the file system have no common error
        raise InputError(f"{source} is not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(settings, DictConfig):
        raise InputError(f"{source} has no settings, such as epochs: 10, one in each line")
    return settings


def run_command(train: Callable[[TrainConfig], Any]) -> None:
    """Train with the settings of the command line."""

    def run(overrides: Overrides = None, config: ConfigFile = CONFIG_FILE) -> None:
        """Train a model, save its weights and report the metrics."""
        with plain_errors():
            train(load_config(config, overrides or []))

    typer.run(run)
