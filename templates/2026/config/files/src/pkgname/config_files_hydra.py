"""Read the settings of a run from ``configs/`` with Hydra, and from the command line.

Hydra supplies numbers and names; the objects are built in Python, where an editor finds their definition.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import hydra
from hydra.core.config_store import ConfigStore
from hydra.core.hydra_config import HydraConfig
from hydra.types import RunMode
from omegaconf import DictConfig, OmegaConf
from omegaconf.errors import OmegaConfBaseException

from pkgname.callbacks import EpochMetrics, saved_metrics
from pkgname.config import TrainConfig
from pkgname.runtime import InputError, plain_errors


def find_configs() -> Path | None:
    """Return the folder of the configuration files; None if there is none, as in an installed package.

    The folder in the working directory is used first, then the one beside ``src``: the command works from anywhere.
    """
    folders = [Path.cwd() / "configs", Path(__file__).resolve().parents[2] / "configs"]
    return next((folder for folder in folders if (folder / "config.yaml").is_file()), None)


def run_command(train: Callable[[TrainConfig], Sequence[EpochMetrics]]) -> None:
    """Train with the settings of the command line; with ``--multirun``, once for each combination."""
    folder = find_configs()
    path, name = (str(folder), "config") if folder else (None, "defaults")
    store_schema()

    @hydra.main(config_path=path, config_name=name, version_base="1.3")
    def run(composed: DictConfig) -> float:
        with plain_errors():
            return run_job(train, to_config(composed))

    run()


def store_schema() -> None:
    """Register the dataclass as the schema: Hydra refuses a setting that it does not have, or a value of another type.

    Where there is no ``configs/config.yaml``, ``defaults`` takes its place.
    """
    store = ConfigStore.instance()
    store.store(name="schema", node=TrainConfig)
    store.store(name="defaults", node={"defaults": ["schema", "_self_"], "hydra": {"job": {"name": "train"}}})


def to_config(composed: DictConfig) -> TrainConfig:
    """Convert what Hydra has composed to the dataclass; a value that is missing is an ``InputError``."""
    try:
        return cast(TrainConfig, OmegaConf.to_object(composed))
    except OmegaConfBaseException as error:
        raise InputError(str(error).strip().splitlines()[0]) from error


def run_job(train: Callable[[TrainConfig], Sequence[EpochMetrics]], config: TrainConfig) -> float:
    """Train once, and return the objective on the validation items, which a hyperparameter search minimises.

    A plain run writes to the paths in the settings. A job of a multirun writes to the same paths below its own folder,
    so that no job overwrites the results of another.
    """
    if HydraConfig.get().mode == RunMode.MULTIRUN:
        folder = Path(HydraConfig.get().runtime.output_dir)
        config.model_path = str(folder / config.model_path)
        config.reports_dir = str(folder / config.reports_dir)
    history = train(config)
    # Imported here, because PyTorch takes seconds to import and `--help` does not need it.
    from pkgname.metrics import OBJECTIVE

    return saved_metrics(history).validation[OBJECTIVE]
