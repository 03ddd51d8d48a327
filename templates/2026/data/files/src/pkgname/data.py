"""The data: images in a folder per class.

Put your own images into ``data/raw/<class>/`` and set ``INPUT_SHAPE``. For any other kind of data, replace this module:
``DataModule`` in ``interfaces.py`` lists what it has to provide.
"""

from collections.abc import Sequence
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps, UnidentifiedImageError

from pkgname.interfaces import Metadata
from pkgname.raw_data import data_command
from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
)

INPUT_SHAPE = (1, 8, 8)  # channels (1: greyscale, 3: RGB), height, width
EXAMPLE_CLASSES = ("top", "middle", "bottom")

Item = list[list[list[float]]]
"""An image in JSON: channels of rows of pixels, each in [0, 1]."""


def fetch(raw_dir: Path) -> None:
    """Write the 1,797 handwritten digits that scikit-learn ships with; needs no network."""
    from sklearn.datasets import load_digits  # imported here: it takes seconds, and only this function needs it

    digits = load_digits()
    for index, (image, label) in enumerate(zip(digits.images, digits.target, strict=True)):
        pixels = (image * (255 / 16)).round().astype(np.uint8)  # (8, 8), from 0..16 to 0..255
        save_image(pixels, raw_dir / str(label) / f"{index:04}.png")


def save_image(pixels: np.ndarray, path: Path) -> None:
    """Write ``(H, W)`` greyscale or ``(H, W, 3)`` RGB uint8 pixels as an image file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def list_images(raw_dir: Path) -> list[Path]:
    """List the images of ``raw_dir/<class>/``, in an order that is the same on every system, each image once."""
    known = Image.registered_extensions()
    paths = sorted((path for path in raw_dir.glob("*/*") if path.suffix.lower() in known), key=Path.as_posix)
    if not paths:
        raise MissingFileError(f"there are no images in {raw_dir}/<class>/. Fetch some with: {COMMAND}.data fetch")
    # A file that is there twice could end up in both splits, which would leak test items into the training.
    return list({sha256(path.read_bytes()).digest(): path for path in reversed(paths)}.values())[::-1]


def read_image(file: Path | BytesIO, shape: Sequence[int]) -> np.ndarray:
    """Read an image file of any format, size and mode as uint8 ``(C, H, W)``.

    Raises:
        ValueError: The file is not an image that can be read.
    """
    channels, height, width = shape
    try:
        with Image.open(file) as image:
            upright = ImageOps.exif_transpose(image)  # cameras save the rotation beside the pixels
            if upright.mode.startswith("I"):  # 16 bits per pixel, which convert() would clip to white
                upright = Image.fromarray((np.asarray(upright) >> 8).astype(np.uint8))
            resized = upright.convert("L" if channels == 1 else "RGB").resize((width, height))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        # A broken file ends in one of these, depending on where it is broken.
        raise ValueError("not an image that can be read") from error
    return np.array(resized).reshape(height, width, channels).transpose(2, 0, 1)


def preprocess(raw_dir: Path, processed_dir: Path) -> Metadata:
    """Split the images of ``raw_dir`` and save them as arrays; the same images give the same bytes."""
    # Imported here, because a server needs neither the splits nor PyTorch.
    from pkgname.splits import write_splits

    paths = list_images(raw_dir)

    def read_row(index: int) -> np.ndarray:
        try:
            return read_image(paths[index], INPUT_SHAPE)
        except ValueError as error:
            raise InputError(f"{paths[index]}: {error}") from error

    return write_splits(processed_dir, [path.parent.name for path in paths], read_row)


def encode(item: Item, metadata: Metadata) -> np.ndarray:
    """Convert one image to the input of the model, ``input_shape`` float32; an invalid item is a ``ValueError``."""
    try:
        pixels = np.asarray(item, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("an image is a list of channels of rows of numbers, all rows of one length") from error
    if pixels.shape != metadata.input_shape:
        raise ValueError(f"expected an image of shape {metadata.input_shape}, got {pixels.shape}")
    if not ((pixels >= 0) & (pixels <= 1)).all():  # written this way, it rejects NaN too
        raise ValueError("pixels have to be between 0 and 1")
    return metadata.normalise(pixels * 255)


def decode(content: bytes, metadata: Metadata) -> list[Item]:
    """Read an uploaded image file; a file that is not an image is a ``ValueError``."""
    return [to_item(read_image(BytesIO(content), metadata.input_shape))]


def to_item(pixels: np.ndarray) -> Item:
    """Convert uint8 pixels ``(C, H, W)`` to nested lists for JSON."""
    item: Item = (pixels / 255).tolist()
    return item


def draw_examples(shape: Sequence[int], count: int, seed: int) -> np.ndarray:
    """Generate uint8 images ``(count, C, H, W)``, class after class: noise, with a bright band where the class says."""
    images = np.random.default_rng(seed).integers(0, 100, size=(count, *shape), dtype=np.uint8)
    band = shape[1] // len(EXAMPLE_CLASSES)
    for index, image in enumerate(images):
        top = index % len(EXAMPLE_CLASSES) * band
        image[:, top : top + band] += 150
    return images


def example_items(metadata: Metadata, count: int = 1, seed: int = 0) -> list[Item]:
    """Generate images of the shape that the model takes, for tests and documentation."""
    return [to_item(pixels) for pixels in draw_examples(metadata.input_shape, count, seed)]


def example_file(metadata: Metadata, seed: int = 0) -> bytes:
    """Generate an image file; ``decode`` reads it."""
    content = BytesIO()
    (pixels,) = draw_examples(metadata.input_shape, 1, seed)
    Image.fromarray(pixels.transpose(1, 2, 0).squeeze()).save(content, format="png")
    return content.getvalue()


def make_example_data(raw_dir: Path, count: int = 60, seed: int = 0) -> None:
    """Write a small synthetic data set, so that tests need neither the real data nor a network."""
    for index, pixels in enumerate(draw_examples(INPUT_SHAPE, count, seed)):
        name = EXAMPLE_CLASSES[index % len(EXAMPLE_CLASSES)]
        save_image(pixels.transpose(1, 2, 0).squeeze(), raw_dir / name / f"{index:04}.png")


main = data_command(fetch, preprocess)

if __name__ == "__main__":
    main()
