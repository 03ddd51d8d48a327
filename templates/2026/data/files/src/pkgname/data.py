"""The data: images in a folder per class.

This module and ``model.py`` are the two to replace for your own data. For other images it is enough to put them into
``data/raw/<class>/`` and to set ``INPUT_SHAPE``. Everything else (training, API, tests) knows the data only through the
functions and the ``Item`` of this module, and through the metadata that ``preprocess`` writes.
"""

from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from pkgname.data_commands import make_commands
from pkgname.dataset import save_split, split_indices
from pkgname.errors import COMMAND, MissingFileError
from pkgname.images import (
    ImageItem,
    list_images,
    read_image,
    save_image,
    to_tensor,
)
from pkgname.metadata import Metadata

INPUT_SHAPE = (1, 8, 8)  # channels (1: grey, 3: colour), height, width
EXAMPLE_CLASSES = ("top", "middle", "bottom")

Item = ImageItem
"""One raw item as JSON carries it."""


def fetch(raw_dir: Path) -> None:
    """Write the 1,797 handwritten digits that scikit-learn carries to ``raw_dir``; needs no network."""
    from sklearn.datasets import load_digits  # here, because the import takes seconds and only this function needs it

    digits = load_digits()
    for index, (image, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        pixels = (image * (255 / 16)).round().astype(np.uint8)  # (8, 8), from 0..16 to 0..255
        save_image(pixels, raw_dir / str(label) / f"{index:04}.png")


def read_items(raw_dir: Path) -> Iterator[tuple[Item, str]]:
    """Yield each image of ``raw_dir/<class>/`` with the name of its class, always in the same order."""
    paths = list_images(raw_dir)
    if not paths:
        raise MissingFileError(f"no images in {raw_dir}/<class>/. Get some with: {COMMAND}.data fetch")
    seen: set[bytes] = set()
    for path in paths:
        content = path.read_bytes()
        digest = sha256(content).digest()
        if digest not in seen:  # a picture that is there twice could land in both splits: a leak
            seen.add(digest)
            yield read_image(content, INPUT_SHAPE), path.parent.name


def normalise(images: Tensor, metadata: Metadata) -> Tensor:
    """Centre and scale each channel of ``(..., C, H, W)`` images by the statistics of the training split."""
    mean, std = torch.tensor(metadata.mean), torch.tensor(metadata.std)
    return (images - mean[:, None, None]) / std[:, None, None]


def encode(item: Item, metadata: Metadata) -> Tensor:
    """Turn one item into what the model reads, ``input_shape`` float32; a bad item is a ValueError."""
    return normalise(to_tensor(item, metadata.input_shape), metadata)


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Turn an uploaded file into items; a file that is no image is a ValueError."""
    return [read_image(content, metadata.input_shape)]


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split, normalise and save the images of ``raw_dir``; the same images give the same bytes."""
    labelled = [(to_tensor(item, INPUT_SHAPE), label) for item, label in read_items(raw_dir)]
    images = torch.stack([image for image, _ in labelled])  # (N, C, H, W) in [0, 1]
    labels = [label for _, label in labelled]
    train, test = split_indices(labels)
    # The statistics of the training split only: the test split has to stay unseen. Rounded, so that they do not depend
    # on the order in which a machine adds up.
    std, mean = torch.std_mean(images[train].double(), dim=(0, 2, 3))
    metadata = Metadata(
        input_shape=INPUT_SHAPE,
        class_names=tuple(sorted(set(labels))),
        mean=tuple(round(value, 6) for value in mean.tolist()),
        std=tuple(round(max(value, 1e-3), 6) for value in std.tolist()),
    )
    targets = torch.tensor([metadata.class_names.index(label) for label in labels])
    save_split(processed_dir, "train", normalise(images[train], metadata), targets[train])
    save_split(processed_dir, "test", normalise(images[test], metadata), targets[test])
    metadata.save(processed_dir)
    return metadata


def draw_examples(count: int, seed: int) -> list[np.ndarray]:
    """Make up ``(H, W, C)`` uint8 images, class after class: noise, with a bright band where the class says."""
    channels, height, width = INPUT_SHAPE
    images = np.random.default_rng(seed).integers(0, 100, size=(count, height, width, channels), dtype=np.uint8)
    for index, image in enumerate(images):
        top = index % len(EXAMPLE_CLASSES) * height // len(EXAMPLE_CLASSES)
        image[top : top + height // len(EXAMPLE_CLASSES)] += 150
    return list(images)


def example_items(count: int, seed: int = 0) -> list[Item]:
    """Make up items that look like the data, for tests and documentation."""
    return [(image / 255).transpose(2, 0, 1).tolist() for image in draw_examples(count, seed)]


def example_file(seed: int = 0) -> bytes:
    """Make up a file as people upload it; ``decode`` reads it."""
    content = BytesIO()
    Image.fromarray(draw_examples(1, seed)[0].squeeze()).save(content, format="png")
    return content.getvalue()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small made-up data set to ``raw_dir``, so that tests need neither the data nor a network."""
    for index, image in enumerate(draw_examples(count, seed)):
        save_image(image.squeeze(), raw_dir / EXAMPLE_CLASSES[index % len(EXAMPLE_CLASSES)] / f"{index:04}.png")


main = make_commands(fetch, preprocess)

if __name__ == "__main__":
    main()
