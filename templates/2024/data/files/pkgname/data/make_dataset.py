"""Make the data set: ``make data``, or ``python -m pkgname.data.make_dataset --help``.

Images in a folder per class, ``data/raw/<class>/``, become tensors in ``data/processed/``. Put your own images there, and
set ``SHAPE``. For any other kind of data, replace ``fetch_digits`` and ``read_image``.
"""

from pathlib import Path
from typing import BinaryIO

import click
import numpy as np
import torch
from PIL import Image, ImageOps, UnidentifiedImageError
from torch import Tensor

from pkgname.data.splits import Split, save_split
from pkgname.runtime import (
    PROCESSED_DIR,
    RAW_DIR,
    InputError,
    plain_errors,
)

SHAPE = (1, 8, 8)  # channels (1: greyscale, 3: RGB), height, width
SEED = 0


def fetch_digits(raw_dir: Path) -> None:
    """Write the 1,797 handwritten digits that scikit-learn ships with; needs no network."""
    from sklearn.datasets import load_digits  # imported here: it takes seconds, and only this function needs it

    digits = load_digits()
    for index, (image, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        pixels = (image * (255 / 16)).round().astype(np.uint8)  # (8, 8), from 0..16 to 0..255
        path = raw_dir / str(label) / f"{index:04}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        Image.fromarray(pixels).save(path)


def list_images(raw_dir: Path) -> list[Path]:
    """List the images of ``raw_dir/<class>/``, in an order that is the same on every system."""
    known = Image.registered_extensions()
    paths = sorted((path for path in raw_dir.glob("*/*") if path.suffix.lower() in known), key=Path.as_posix)
    if not paths:
        raise InputError(f"there are no images in {raw_dir}/<class>/. Fetch some with: make data")
    return paths


def read_image(source: Path | BinaryIO, shape: tuple[int, int, int] = SHAPE) -> Tensor:
    """Read an image file of any format, size and mode as ``(C, H, W)`` float32 in [0, 1].

    Raises:
        InputError: The file is not an image that can be read.
    """
    channels, height, width = shape
    try:
        with Image.open(source) as image:
            upright = ImageOps.exif_transpose(image)  # cameras save the rotation beside the pixels
            resized = upright.convert("L" if channels == 1 else "RGB").resize((width, height))
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise InputError(f"{source} is not an image that can be read") from error
    pixels = np.array(resized, dtype=np.float32).reshape(height, width, channels) / 255
    return torch.from_numpy(pixels).permute(2, 0, 1).contiguous()


def make_dataset(raw_dir: Path, processed_dir: Path, test_fraction: float) -> tuple[Split, Split]:
    """Split the images, and save both splits; the same images give the same splits."""
    from sklearn.model_selection import train_test_split

    paths = list_images(raw_dir)
    classes = tuple(sorted({path.parent.name for path in paths}))
    images = torch.stack([read_image(path) for path in paths])  # (N, C, H, W)
    labels = torch.tensor([classes.index(path.parent.name) for path in paths])  # (N,)
    try:
        # Stratified: each class has the same share of both splits. Seeded: nothing moves from one to the other in a later run.
        chosen = train_test_split(range(len(paths)), test_size=test_fraction, stratify=labels, random_state=SEED)
    except ValueError as error:
        raise InputError(f"these images cannot be split: {error}") from error
    training, test = (Split(images[indices], labels[indices], classes) for indices in chosen)
    save_split(training, processed_dir, "train")
    save_split(test, processed_dir, "test")
    return training, test


@click.group()
def main() -> None:
    """Make the data set."""


@main.command()
@click.option("--raw-dir", type=Path, default=RAW_DIR, show_default=True, help="The folder of the raw images.")
def fetch(raw_dir: Path) -> None:
    """Fetch a first data set; a folder that holds something is left alone."""
    if raw_dir.is_dir() and any(raw_dir.glob("*/*")):
        click.echo(f"{raw_dir} has data already, and stays as it is")
        return
    fetch_digits(raw_dir)
    click.echo(f"the digits are in {raw_dir}")


@main.command()
@click.option("--raw-dir", type=Path, default=RAW_DIR, show_default=True, help="The folder of the raw images.")
@click.option("--processed-dir", type=Path, default=PROCESSED_DIR, show_default=True, help="Where tensors are saved.")
@click.option("--test-fraction", type=click.FloatRange(0, 1), default=0.2, show_default=True, help="Share of tests.")
def process(raw_dir: Path, processed_dir: Path, test_fraction: float) -> None:
    """Make tensors of the raw images, split into training and test."""
    with plain_errors():
        training, test = make_dataset(raw_dir, processed_dir, test_fraction)
    click.echo(f"{len(training)} images for training and {len(test)} for tests are in {processed_dir}")


if __name__ == "__main__":
    main()
