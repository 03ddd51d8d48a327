"""Images as files, as nested lists in JSON, and as tensors."""

from io import BytesIO
from pathlib import Path

import numpy as np
import torch
from PIL import Image, UnidentifiedImageError
from torch import Tensor

ImageItem = list[list[list[float]]]
"""An image as JSON carries it: channels of rows of pixels, each in [0, 1]."""


def list_images(folder: Path) -> list[Path]:
    """List the image files of ``folder/<class>/`` in an order that is the same on every system."""
    known = Image.registered_extensions()
    return sorted((path for path in folder.glob("*/*") if path.suffix.lower() in known), key=Path.as_posix)


def save_image(pixels: np.ndarray, path: Path) -> None:
    """Write ``(H, W)`` grey or ``(H, W, 3)`` colour uint8 pixels as an image file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path)


def read_image(content: bytes, shape: tuple[int, ...]) -> ImageItem:
    """Read an image file of any format and size as an item of ``(C, H, W)``.

    Raises:
        ValueError: The content is not an image that can be read.
    """
    channels, height, width = shape
    try:
        with Image.open(BytesIO(content)) as image:
            resized = image.convert("L" if channels == 1 else "RGB").resize((width, height))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        # A broken file ends in one of these, depending on where it is broken.
        raise ValueError("not an image that can be read") from error
    pixels = np.asarray(resized, dtype=np.float64).reshape(height, width, channels) / 255
    item: ImageItem = pixels.transpose(2, 0, 1).tolist()
    return item


def to_tensor(item: ImageItem, shape: tuple[int, ...]) -> Tensor:
    """Check one image and return it as ``shape`` float32 in [0, 1].

    Raises:
        ValueError: The item has another shape, or pixels that are not numbers in [0, 1].
    """
    try:
        pixels = np.asarray(item, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("an image is a list of channels of rows of numbers, all rows of one length") from error
    if pixels.shape != shape:
        raise ValueError(f"expected an image of shape {shape}, got {pixels.shape}")
    if not ((pixels >= 0) & (pixels <= 1)).all():  # said this way round, it refuses NaN too
        raise ValueError("pixels have to be between 0 and 1")
    return torch.from_numpy(pixels).float()
