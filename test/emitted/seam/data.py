"""The data of somebody else: small colour photographs of three kinds of weather, in a folder for each."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pkgname.data_commands import make_commands
from pkgname.dataset import save_split, split_indices
from pkgname.errors import COMMAND, MissingFileError
from pkgname.metadata import Metadata

HEIGHT, WIDTH = 12, 16
COLOURS = {"sun": (240, 200, 60), "rain": (60, 90, 170), "fog": (170, 170, 175)}

Item = list[list[list[int]]]
"""Rows of pixels, each of them red, green and blue from 0 to 255."""


def fetch(raw_dir: Path) -> None:
    """Draw the photographs, since there is nobody to ask for them."""
    make_example_data(raw_dir, count=240, seed=7)


def read_items(raw_dir: Path) -> Iterator[tuple[Item, str]]:
    """Yield each photograph with the name of its folder."""
    paths = sorted(raw_dir.glob("*/*.png"), key=Path.as_posix)
    if not paths:
        raise MissingFileError(f"no photographs in {raw_dir}. Get them with: {COMMAND}.data fetch")
    for path in paths:
        yield read_photograph(path.read_bytes()), path.parent.name


def read_photograph(content: bytes) -> Item:
    """Read an image file; what is none is a ValueError."""
    try:
        with Image.open(BytesIO(content)) as image:
            item: Item = np.asarray(image.convert("RGB").resize((WIDTH, HEIGHT))).tolist()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ValueError("that is no photograph") from error
    return item


def encode(item: Item, metadata: Metadata) -> Tensor:
    """Turn one photograph into ``(3, HEIGHT, WIDTH)`` float32, scaled by the training split."""
    try:
        pixels = np.asarray(item, dtype=np.float32)
    except (TypeError, ValueError, OverflowError) as error:
        raise ValueError("a photograph is made of rows of pixels") from error
    if pixels.shape != (HEIGHT, WIDTH, 3) or not ((pixels >= 0) & (pixels <= 255)).all():
        raise ValueError(f"a photograph has {HEIGHT} rows of {WIDTH} pixels with three numbers from 0 to 255")
    mean, std = torch.tensor(metadata.mean), torch.tensor(metadata.std)
    return ((torch.from_numpy(pixels) - mean) / std).permute(2, 0, 1).contiguous()


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Read the one photograph of an uploaded file."""
    return [read_photograph(content)]


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split, scale and save the photographs."""
    items, labels = (list(column) for column in zip(*read_items(raw_dir), strict=True))
    train, test = split_indices(labels)
    pixels = np.asarray([items[index] for index in train], dtype=np.float64)  # (N, H, W, 3)
    metadata = Metadata(
        input_shape=(3, HEIGHT, WIDTH),
        class_names=tuple(sorted(set(labels))),
        mean=tuple(pixels.mean(axis=(0, 1, 2)).round(4).tolist()),
        std=tuple(pixels.std(axis=(0, 1, 2)).round(4).tolist()),
    )
    targets = torch.tensor([metadata.class_names.index(label) for label in labels])
    inputs = torch.stack([encode(item, metadata) for item in items])
    save_split(processed_dir, "train", inputs[train], targets[train])
    save_split(processed_dir, "test", inputs[test], targets[test])
    metadata.save(processed_dir)
    return metadata


def draw_photographs(count: int, seed: int) -> list[np.ndarray]:
    """Draw ``(H, W, 3)`` uint8 photographs, one weather after the other."""
    generator = np.random.default_rng(seed)
    noise = generator.integers(-40, 41, size=(count, HEIGHT, WIDTH, 3))
    colours = np.array(list(COLOURS.values()))[np.arange(count) % len(COLOURS)]
    return list((colours[:, None, None] + noise).clip(0, 255).astype(np.uint8))


def example_items(count: int, seed: int = 0) -> list[Item]:
    """Make up photographs."""
    return [photograph.tolist() for photograph in draw_photographs(count, seed)]


def example_file(seed: int = 0) -> bytes:
    """Make up a photograph as people upload it."""
    content = BytesIO()
    Image.fromarray(draw_photographs(1, seed)[0]).save(content, format="png")
    return content.getvalue()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small made-up data set."""
    names = list(COLOURS)
    for index, photograph in enumerate(draw_photographs(count, seed)):
        folder = raw_dir / names[index % len(names)]
        folder.mkdir(parents=True, exist_ok=True)
        Image.fromarray(photograph).save(folder / f"{index:03}.png")


main = make_commands(fetch, preprocess)

if __name__ == "__main__":
    main()
