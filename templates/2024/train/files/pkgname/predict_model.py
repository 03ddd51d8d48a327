"""Predict with a trained model: ``make predict``, or ``python -m pkgname.predict_model --help``.

Without images, it predicts the test split, writes ``reports/predictions.csv``, and says how many were right.
"""

import csv
from collections.abc import Iterable
from pathlib import Path

import click
import torch
from torch import Tensor

from pkgname.data.make_dataset import list_images, read_image
from pkgname.data.splits import load_split
from pkgname.models.checkpoint import load_model
from pkgname.models.model import Model
from pkgname.runtime import (
    MODEL_PATH,
    PROCESSED_DIR,
    REPORTS_DIR,
    plain_errors,
)

BATCH_SIZE = 256


def predict(model: Model, images: Tensor) -> Tensor:
    """Compute the probability of each class, ``(N, classes)``, of images ``(N, C, H, W)`` float32 in [0, 1]."""
    model.eval()  # dropout off
    with torch.inference_mode():  # no gradients, which would take memory
        return torch.cat([model(batch).softmax(dim=1) for batch in images.split(BATCH_SIZE)])


def find_images(path: Path) -> list[Path]:
    """List an image, the images of a folder, or those of a folder per class."""
    if path.is_file():
        return [path]
    found = sorted(file for file in path.glob("*") if file.is_file())
    return found or list_images(path)


def predict_files(model: Model, paths: list[Path]) -> Iterable[tuple[str, str, float]]:
    """Yield the name, the class and its probability for each image."""
    images = torch.stack([read_image(path, model.config.shape) for path in paths])  # (N, C, H, W)
    best, positions = predict(model, images).max(dim=1)
    for path, probability, position in zip(paths, best.tolist(), positions.tolist(), strict=True):
        yield path.as_posix(), model.config.classes[position], probability


def predict_split(model: Model, processed_dir: Path, table: Path) -> float:
    """Write the prediction of each test image as CSV, and return the fraction that is right."""
    split = load_split(processed_dir, "test")
    best, positions = predict(model, split.images).max(dim=1)
    rows = zip(split.labels.tolist(), positions.tolist(), best.tolist(), strict=True)
    table.parent.mkdir(parents=True, exist_ok=True)
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["label", "prediction", "probability"])
        for label, position, probability in rows:
            writer.writerow([split.classes[label], model.config.classes[position], f"{probability:.4f}"])
    return (positions == split.labels).float().mean().item()


@click.command()
@click.argument("images", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--model", "model_path", type=Path, default=MODEL_PATH, show_default=True, help="The trained model.")
@click.option("--processed-dir", type=Path, default=PROCESSED_DIR, show_default=True, help="Where the test split is.")
@click.option("--table", type=Path, default=REPORTS_DIR / "predictions.csv", show_default=True, help="What is written.")
def main(images: Path | None, model_path: Path, processed_dir: Path, table: Path) -> None:
    """Predict the classes of IMAGES: one image, or a folder; without them those of the test split."""
    with plain_errors():
        model = load_model(model_path)
        if images is None:
            accuracy = predict_split(model, processed_dir, table)
            click.echo(f"{accuracy:.1%} of the test images are right; all predictions are in {table}")
            return
        for name, predicted, probability in predict_files(model, find_images(images)):
            click.echo(f"{name}: {predicted} ({probability:.1%})")


if __name__ == "__main__":
    main()
