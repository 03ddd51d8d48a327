"""From the files in ``configs/`` to the settings of a run, with Hydra.

Hydra supplies numbers and names; the objects are built in Python, where an editor can find them.
"""

from pathlib import Path
from typing import cast

from hydra.core.config_store import ConfigStore
from omegaconf import DictConfig, OmegaConf

from pkgname.config import TrainConfig


def find_configs() -> str:
    """Return the folder of the configuration files.

    That of the working directory, as in a container, else the one beside ``src``, so that the command works from
    anywhere. Hydra would look for it beside this module.
    """
    folders = [Path.cwd() / "configs", Path(__file__).resolve().parents[2] / "configs"]
    found = [folder for folder in folders if (folder / "config.yaml").is_file()]
    return str(found[0] if found else folders[0])


CONFIG_DIR = find_configs()

# The dataclass is the schema: a key that it does not have, or a value of another type, is refused.
ConfigStore.instance().store(name="schema", node=TrainConfig)


def to_config(composed: DictConfig) -> TrainConfig:
    """Turn what Hydra has composed into the dataclass that the code knows."""
    return cast(TrainConfig, OmegaConf.to_object(composed))
