"""The settings of a training: from ``configs/`` with Hydra, and from the command line, which wins.

Hydra supplies numbers and names; the objects are built in Python, where an editor finds their definition.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import hydra
from hydra.core.config_store import ConfigStore
from hydra.core.hydra_config import HydraConfig
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from pkgname.callbacks import Epoch
from pkgname.runtime import (
    InputError,
    plain_errors,
    set_up_logging,
)
from pkgname.settings import TrainSettings


def find_configs() -> Path | None:
    """Return the folder of the configuration files; None if there is none, as in an installed package."""
    folders = [Path.cwd() / "configs", Path(__file__).resolve().parents[1] / "configs"]
    return next((folder for folder in folders if (folder / "config.yaml").is_file()), None)


def run_command(train: Callable[[TrainSettings], list[Epoch]]) -> None:
    """Train with the settings of the command line; with ``--multirun``, once for each combination."""
    folder = find_configs()
    path, name = (str(folder), "config") if folder else (None, "schema")
    # The schema: Hydra refuses a setting that the dataclass does not have, or a value of another type.
    ConfigStore.instance().store(name="schema", node=TrainSettings)

    @hydra.main(config_path=path, config_name=name, version_base="1.3")
    def run(composed: DictConfig) -> float:
        set_up_logging()
        with plain_errors():
            return run_job(train, to_settings(composed))

    run()


def to_settings(composed: Any) -> TrainSettings:
    """Convert what Hydra has composed to the dataclass; a value that is missing is an ``InputError``."""
    try:
        return cast(TrainSettings, OmegaConf.to_object(composed))
    except OmegaConfBaseException as error:
        raise InputError(str(error).strip().splitlines()[0]) from error


def run_job(train: Callable[[TrainSettings], list[Epoch]], settings: TrainSettings) -> float:
    """Train once, and return the validation loss, which a search of hyperparameters minimises.

    A job of a multirun writes to the same paths below its own folder, so that no job overwrites the results of another.
    """
    if HydraConfig.get().mode == RunMode.MULTIRUN:
        folder = Path(HydraConfig.get().runtime.output_dir)
        settings.model_path = str(folder / settings.model_path)
        settings.reports_dir = str(folder / settings.reports_dir)
    return train(settings)[-1].validation["loss"]
