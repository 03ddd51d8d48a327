"""Training: the processed data in, weights, metrics and a figure out."""

import logging
from pathlib import Path

import typer

from pkgname import settings
from pkgname.callbacks import default_callbacks
from pkgname.checkpoint import save_checkpoint
from pkgname.config import TrainConfig
from pkgname.dataset import load_split
from pkgname.errors import plain_errors
from pkgname.events import EpochMetrics
<%_ if (tasks.includes('lightning')) { _%>
from pkgname.lightning_loop import fit
<%_ } else { _%>
from pkgname.loop import fit
<%_ } _%>
from pkgname.metadata import Metadata
from pkgname.model import Model
from pkgname.runtime import set_seed


def train(config: TrainConfig) -> list[EpochMetrics]:
    """Train a model as the settings say, save its weights, and return the figures of each epoch."""
    logging.basicConfig(level=logging.INFO, format="%(message)s")  # does nothing where the log is set up already
    metadata = Metadata.load(config.processed_dir)
    data = load_split(config.processed_dir, "train")
    set_seed(config.seed)  # before the model is built: its first weights are random
    model = Model(metadata, config.model)
    callbacks = default_callbacks(config)
    history = fit(model, data, config, callbacks)
    path = Path(config.model_path)
    save_checkpoint(path, model, metadata, config.model)
    for callback in callbacks:
        callback.on_saved(path, history)
    return history


main = typer.Typer(add_completion=False)


@main.command()
def run(overrides: settings.Overrides = None, config: settings.ConfigFile = settings.CONFIG_FILE) -> None:
    """Train a model as the settings say."""
    with plain_errors():
        train(settings.load_config(config, overrides or []))


if __name__ == "__main__":
    main()
