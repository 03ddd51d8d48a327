"""From the files in ``configs/`` to the settings of a run, with OmegaConf."""

from pathlib import Path
from typing import Annotated, cast

import typer
from omegaconf import OmegaConf

from pkgname.config import TrainConfig
from pkgname.errors import MissingFileError

CONFIG_FILE = Path("configs/config.yaml")
ConfigFile = Annotated[Path, typer.Option(help="The file with the settings.")]
Overrides = Annotated[list[str] | None, typer.Argument(help="Settings, such as: epochs=10 experiment=exp1")]


def load_config(path: Path, overrides: list[str]) -> TrainConfig:
    """Read the settings: the defaults of the code, then the file, then an experiment, then the overrides.

    The dataclass is the schema: a key that it does not have, or a value of another type, is refused.

    Args:
        path: The file with the settings; experiments are in the folder ``experiment`` beside it.
        overrides: Settings such as ``epochs=10`` or ``optimizer.name=sgd``; ``experiment=exp1`` names a file.
    """
    given = OmegaConf.from_dotlist(overrides)
    experiment = given.pop("experiment", None)
    files = [path] if experiment is None else [path, path.parent / "experiment" / f"{experiment}.yaml"]
    for file in files:
        if not file.is_file():
            raise MissingFileError(f"{file} is missing. Run from the root of the repository, or pass --config <file>")
    merged = OmegaConf.merge(OmegaConf.structured(TrainConfig), *map(OmegaConf.load, files), given)
    return cast(TrainConfig, OmegaConf.to_object(merged))
