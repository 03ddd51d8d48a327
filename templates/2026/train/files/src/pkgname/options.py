"""The settings of a training as options of its command: ``python -m pkgname.train --help`` lists them."""

from collections.abc import Callable
from typing import Any

import typer

from pkgname.config import OptimizerConfig, TrainConfig
from pkgname.runtime import plain_errors

app = typer.Typer(add_completion=False)


@app.command()
def run(
    context: typer.Context,
    epochs: int = TrainConfig.epochs,
    batch_size: int = TrainConfig.batch_size,
    learning_rate: float = OptimizerConfig.learning_rate,
    validation_fraction: float = TrainConfig.validation_fraction,
    workers: int = TrainConfig.workers,
    device: str = TrainConfig.device,
    seed: int = TrainConfig.seed,
    processed_dir: str = TrainConfig.processed_dir,
    model_path: str = TrainConfig.model_path,
    reports_dir: str = TrainConfig.reports_dir,
) -> None:
    """Train a model, save its weights and report the metrics."""
    optimizer = OptimizerConfig(learning_rate=learning_rate)
    config = TrainConfig(
        seed=seed,
        epochs=epochs,
        batch_size=batch_size,
        validation_fraction=validation_fraction,
        workers=workers,
        device=device,
        processed_dir=processed_dir,
        model_path=model_path,
        reports_dir=reports_dir,
        optimizer=optimizer,
    )
    with plain_errors():
        context.obj(config)


def run_command(train: Callable[[TrainConfig], Any]) -> None:
    """Read the settings of the command line and train with them."""
    app(obj=train)
