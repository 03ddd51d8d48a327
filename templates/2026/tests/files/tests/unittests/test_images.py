import io
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from pkgname.interfaces import Metadata
from pkgname.runtime import InputError
from pkgname.splits import load_split

data: Any = import_module("pkgname.data")
if not hasattr(data, "read_image"):
    pytest.skip("data.py is your own, without these functions", allow_module_level=True)

SHAPE = (3, 4, 5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return an image of 4 by 5 pixels whose left part is red."""
    pixels = np.zeros((4, 5, 3), dtype=np.uint8)
    pixels[:, :2, 0] = 255
    data.save_image(pixels, tmp_path / "red" / "image.png")
    return tmp_path / "red" / "image.png"


def test_an_image_is_read_as_it_was_saved(path: Path) -> None:
    pixels = data.read_image(path, SHAPE)
    assert pixels.dtype == np.uint8
    assert (pixels[0, :, :2] == 255).all()
    assert pixels.sum() == pixels[0, :, :2].sum(dtype=np.int64)


@pytest.mark.parametrize("shape", [(1, 4, 5), (3, 8, 8), (1, 2, 9)])
def test_an_image_gets_the_size_and_the_channels_of_the_shape(path: Path, shape: tuple[int, int, int]) -> None:
    assert data.read_image(path, shape).shape == shape


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK"])
def test_an_image_of_any_mode_is_read(path: Path, mode: str) -> None:
    with Image.open(path) as image:
        image.convert(mode).save(path.with_suffix(".tiff"))
    assert data.read_image(path.with_suffix(".tiff"), SHAPE).shape == SHAPE


@pytest.mark.parametrize("shape", [(1, 4, 5), (3, 4, 5)])
def test_an_image_with_16_bits_per_pixel_keeps_its_brightness(tmp_path: Path, shape: tuple[int, int, int]) -> None:
    pixels = (np.arange(20, dtype=np.uint16) * 3000).reshape(4, 5)
    Image.fromarray(pixels).save(tmp_path / "deep.png")
    assert (data.read_image(tmp_path / "deep.png", shape) == pixels >> 8).all()


def test_a_photo_is_turned_as_its_camera_says(path: Path) -> None:
    with Image.open(path) as image:
        exif = image.getexif()
        exif[0x0112] = 6  # Orientation: turn by 90 degrees clockwise
        image.save(path, exif=exif)
    upright = data.read_image(path, (3, 5, 4))
    assert (upright[0, :2] == 255).all()
    assert (upright[0, 2:] == 0).all()


def test_half_a_file_is_refused(path: Path) -> None:
    content = path.read_bytes()
    with pytest.raises(ValueError, match="not an image"):
        data.read_image(io.BytesIO(content[: len(content) // 2]), SHAPE)


def test_a_broken_image_is_named(raw_dir: Path, tmp_path: Path) -> None:
    data.make_example_data(tmp_path / "raw")
    (broken, *_) = data.list_images(tmp_path / "raw")
    broken.write_bytes(broken.read_bytes()[:40])
    with pytest.raises(InputError, match=broken.name):
        data.preprocess(tmp_path / "raw", tmp_path / "processed")


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_pixels_out_of_range_are_refused(value: float, metadata: Metadata) -> None:
    (item,) = data.example_items(metadata)
    item[0][1][2] = value
    with pytest.raises(ValueError, match="between 0 and 1"):
        data.encode(item, metadata)


def test_rows_of_different_lengths_are_refused(metadata: Metadata) -> None:
    (item,) = data.example_items(metadata)
    item[0][1].pop()
    with pytest.raises(ValueError, match="one length"):
        data.encode(item, metadata)


def test_only_images_in_a_folder_of_a_class_are_listed_and_each_once(path: Path) -> None:
    (path.parent / "notes.txt").write_text("no image", encoding="utf-8")
    (path.parent / "twice.png").write_bytes(path.read_bytes())
    (path.parents[1] / "loose.png").write_bytes(path.read_bytes())
    assert data.list_images(path.parents[1]) == [path]


def test_the_api_gets_what_the_training_gets(raw_dir: Path, processed_dir: Path, metadata: Metadata) -> None:
    train = load_split(processed_dir, "train")
    stored = {train[index][0].numpy().round(3).tobytes(): int(train[index][1]) for index in range(len(train))}
    found = 0
    for path in data.list_images(raw_dir):
        (item,) = data.decode(path.read_bytes(), metadata)
        target = stored.get(data.encode(item, metadata).round(3).tobytes())
        found += target is not None
        assert target in (None, metadata.class_names.index(path.parent.name))
    assert found == len(train)
    assert torch.tensor(train.metadata.input_shape).tolist() == list(data.INPUT_SHAPE)
