"""The settings of a training as options of its command: ``python -m pkgname.train_model --help`` lists them."""

import dataclasses
from collections.abc import Callable
from typing import Any

import click

from pkgname.runtime import plain_errors, set_up_logging
from pkgname.settings import TrainSettings

# A sweep of Weights & Biases writes --batch_size, people write --batch-size.
NAMES = {"token_normalize_func": lambda name: name.replace("_", "-")}


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

    about = "Train a model, save its weights and report the metrics."
    click.Command("train", callback=run, params=setting_options(), help=about, context_settings=NAMES)()
