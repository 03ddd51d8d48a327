from pathlib import Path

import numpy as np
import pytest
import torch

from pkgname.images import (
    list_images,
    read_image,
    save_image,
    to_tensor,
)

SHAPE = (3, 4, 5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return an image of 4 by 5 pixels whose left half is red."""
    pixels = np.zeros((4, 5, 3), dtype=np.uint8)
    pixels[:, :2, 0] = 255
    save_image(pixels, tmp_path / "red" / "image.png")
    return tmp_path / "red" / "image.png"


def test_an_image_is_read_as_it_was_saved(path: Path) -> None:
    tensor = to_tensor(read_image(path.read_bytes(), SHAPE), SHAPE)
    assert tensor[0, :, :2].eq(1).all()
    assert tensor.sum() == tensor[0, :, :2].sum()


@pytest.mark.parametrize("shape", [(1, 4, 5), (3, 8, 8), (1, 2, 9)])
def test_an_image_takes_the_size_and_the_channels_that_are_asked_for(path: Path, shape: tuple[int, int, int]) -> None:
    assert to_tensor(read_image(path.read_bytes(), shape), shape).shape == shape


def test_half_a_file_is_refused(path: Path) -> None:
    content = path.read_bytes()
    with pytest.raises(ValueError, match="not an image"):
        read_image(content[: len(content) // 2], SHAPE)


@pytest.mark.parametrize("value", [-0.01, 1.01, float("nan"), float("inf")])
def test_pixels_outside_of_their_range_are_refused(value: float) -> None:
    item = torch.full(SHAPE, 0.5).tolist()
    item[2][3][4] = value
    with pytest.raises(ValueError, match="between 0 and 1"):
        to_tensor(item, SHAPE)


def test_rows_of_different_lengths_are_refused() -> None:
    item = torch.full(SHAPE, 0.5).tolist()
    item[0][1].pop()
    with pytest.raises(ValueError, match="one length"):
        to_tensor(item, SHAPE)


def test_only_images_in_a_folder_for_a_class_are_listed(path: Path) -> None:
    (path.parent / "notes.txt").write_text("no image", encoding="utf-8")
    (path.parents[1] / "loose.png").write_bytes(path.read_bytes())
    assert list_images(path.parents[1]) == [path]
