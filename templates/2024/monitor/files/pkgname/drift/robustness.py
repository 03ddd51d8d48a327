"""Measure how the accuracy falls as the images change: ``python -m pkgname.drift.robustness``."""

from pathlib import Path

import click

from pkgname.data.splits import Split, load_split
from pkgname.drift.features import change_images
from pkgname.models.checkpoint import load_model
from pkgname.models.model import Model
from pkgname.predict_model import predict
from pkgname.runtime import (
    MODEL_PATH,
    PROCESSED_DIR,
    REPORTS_DIR,
    plain_errors,
)

SEVERITIES = (0.0, 0.1, 0.2, 0.3, 0.4, 0.5)
FIGURE = REPORTS_DIR / "figures" / "robustness.png"


def measure(model: Model, split: Split) -> dict[str, list[float]]:
    """Compute the accuracy at each severity, for each kind of change."""
    changes = {"darkness": (1.0, 0.0), "noise": (0.0, 1.0)}
    curves: dict[str, list[float]] = {}
    for name, (dark, noisy) in changes.items():
        changed = [change_images(split.images, dark * severity, noisy * severity) for severity in SEVERITIES]
        right = [predict(model, images).argmax(dim=1) == split.labels for images in changed]
        curves[name] = [found.float().mean().item() for found in right]
    return curves


def plot(curves: dict[str, list[float]], path: Path) -> None:
    """Draw the accuracy over the severity."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    figure = Figure(figsize=(6, 4), layout="constrained")
    axes = figure.subplots()
    for name, values in curves.items():
        axes.plot(SEVERITIES, values, marker="o", label=name)
    axes.set(xlabel="severity", ylabel="accuracy", ylim=(0, 1.05))
    axes.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


@click.command()
@click.option("--model", "model_path", type=Path, default=MODEL_PATH, show_default=True, help="The trained model.")
@click.option("--processed-dir", type=Path, default=PROCESSED_DIR, show_default=True, help="Where the test split is.")
@click.option("--figure", type=Path, default=FIGURE, show_default=True, help="Where the figure is written.")
def main(model_path: Path, processed_dir: Path, figure: Path) -> None:
    """Measure how the accuracy falls as the test images get darker and noisier."""
    with plain_errors():
        curves = measure(load_model(model_path), load_split(processed_dir, "test"))
    plot(curves, figure)
    for name, values in curves.items():
        steps = ", ".join(f"{value:.0%} at {severity}" for severity, value in zip(SEVERITIES, values, strict=True))
        click.echo(f"{name}: {steps}")
    click.echo(f"the figure is in {figure}")


if __name__ == "__main__":
    main()
