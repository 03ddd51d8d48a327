"""The settings of a training: from a file of ``configs/``, and as options of the command, which win."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import yaml

from pkgname.runtime import (
    InputError,
    plain_errors,
    set_up_logging,
)
from pkgname.settings import TrainSettings

# A sweep of Weights & Biases writes --batch_size, people write --batch-size.
NAMES = {"token_normalize_func": lambda name: name.replace("_", "-")}


def read_config(path: Path) -> dict[str, Any]:
    """Read the settings of a file; one that does not exist, or that no run has, is an ``InputError``."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise InputError(f"{path} cannot be read: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise InputError(f"{path} has no settings, such as epochs: 10, one in each line")
    known = [field.name for field in dataclasses.fields(TrainSettings)]
    if unknown := [name for name in content if name not in known]:
        raise InputError(f"{path} sets {unknown[0]}, which is none of {', '.join(known)}")
    return content


def use_config(context: click.Context, _: click.Parameter, path: Path | None) -> None:
    """Take the defaults of all other options from a file."""
    if path is not None:
        with plain_errors():
            context.default_map = read_config(path)


def setting_options() -> list[click.Parameter]:
    """Make an option of each setting: click takes the type from the default."""
    return [
        click.Option(
            [f"--{field.name.replace('_', '-')}"],
            default=field.default,
            show_default=True,
            help=field.metadata["help"],
        )
        for field in dataclasses.fields(TrainSettings)
    ]


def run_command(train: Callable[[TrainSettings], Any]) -> None:
    """Read the settings of the command line and train with them."""

    def run(**given: Any) -> None:
        set_up_logging()
        with plain_errors():
            train(TrainSettings(**given))

    # Eager: it is read before the options whose defaults it gives.
    about_config = "A file with settings, such as configs/exp1.yaml."
    config = click.Option(
        ["--config"], type=Path, callback=use_config, is_eager=True, expose_value=False, help=about_config
    )
    about = "Train a model, save its weights and report the metrics."
    params = [config, *setting_options()]
    click.Command("train", callback=run, params=params, help=about, context_settings=NAMES)()
