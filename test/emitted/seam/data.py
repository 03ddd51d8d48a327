"""The data of somebody else: small colour photographs of three kinds of weather, in a folder for each."""

from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pkgname.interfaces import Metadata
from pkgname.raw_data import data_command
from pkgname.runtime import COMMAND, InputError, MissingFileError
from pkgname.splits import write_splits

HEIGHT, WIDTH = 12, 16
COLOURS = {"sun": (240, 200, 60), "rain": (60, 90, 170), "fog": (170, 170, 175)}

Item = list[list[list[int]]]
"""Rows of pixels, each of them red, green and blue from 0 to 255."""


def fetch(raw_dir: Path) -> None:
    """Draw the photographs, since there is nobody to ask for them."""
    make_example_data(raw_dir, count=240, seed=7)


def read_photograph(content: bytes) -> Item:
    """Read an image file; what is none is a ValueError."""
    try:
        with Image.open(BytesIO(content)) as image:
            item: Item = np.asarray(image.convert("RGB").resize((WIDTH, HEIGHT))).tolist()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError("that is no photograph") from error
    return item


def encode(item: Item, metadata: Metadata) -> Tensor:
    """Convert one photograph to ``(3, HEIGHT, WIDTH)`` float32, normalised by the training split."""
    try:
        pixels = np.asarray(item, dtype=np.float32)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("a photograph is made of rows of pixels") from error
    if pixels.shape != (HEIGHT, WIDTH, 3) or not ((pixels >= 0) & (pixels <= 255)).all():
        raise ValueError(f"a photograph has {HEIGHT} rows of {WIDTH} pixels with three numbers from 0 to 255")
    return metadata.normalise(torch.from_numpy(pixels).permute(2, 0, 1)).contiguous()


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Read the one photograph of an uploaded file."""
    return [read_photograph(content)]


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split and save the photographs."""
    paths = sorted(raw_dir.glob("*/*.png"), key=Path.as_posix)
    if not paths:
        raise MissingFileError(f"no photographs in {raw_dir}. Get them with: {COMMAND}.data fetch")

    def read_row(index: int) -> np.ndarray:
        try:
            return np.array(read_photograph(paths[index].read_bytes()), dtype=np.uint8).transpose(2, 0, 1)
        except ValueError as error:
            raise InputError(f"{paths[index]}: {error}") from error

    return write_splits(processed_dir, [path.parent.name for path in paths], read_row)


def draw_photographs(count: int, seed: int) -> list[np.ndarray]:
    """Draw ``(H, W, 3)`` uint8 photographs, one weather after the other."""
    generator = np.random.default_rng(seed)
    noise = generator.integers(-40, 41, size=(count, HEIGHT, WIDTH, 3))
    colours = np.array(list(COLOURS.values()))[np.arange(count) % len(COLOURS)]
    return list((colours[:, None, None] + noise).clip(0, 255).astype(np.uint8))


def example_items(metadata: Metadata, count: int = 1, seed: int = 0) -> list[Item]:
    """Generate photographs."""
    return [photograph.tolist() for photograph in draw_photographs(count, seed)]


def example_file(metadata: Metadata, seed: int = 0) -> bytes:
    """Generate a photograph as people upload it."""
    content = BytesIO()
    Image.fromarray(draw_photographs(1, seed)[0]).save(content, format="png")
    return content.getvalue()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small synthetic data set."""
    names = list(COLOURS)
    for index, photograph in enumerate(draw_photographs(count, seed)):
        folder = raw_dir / names[index % len(names)]
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(photograph).save(folder / f"{index:03}.png")


main = data_command(fetch, preprocess)

if __name__ == "__main__":
    main()
