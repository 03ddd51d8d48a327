from pathlib import Path

import pytest
import torch
from click.testing import CliRunner
from PIL import Image

from pkgname.data.make_dataset import (
    SHAPE,
    main,
    make_dataset,
    read_image,
)
from pkgname.data.splits import hold_out, load_split
from pkgname.runtime import InputError


def test_both_splits_hold_all_images_once(processed_dir: Path):
    training, test = load_split(processed_dir, "train"), load_split(processed_dir, "test")
    assert (len(training), len(test)) == (48, 12)
    images = torch.cat([training.images, test.images]).flatten(1)
    assert len(images.unique(dim=0)) == 60


def test_images_are_floats_in_0_to_1_of_the_shape(processed_dir: Path):
    split = load_split(processed_dir, "train")
    assert split.images.dtype == torch.float32
    assert split.shape == SHAPE
    assert split.images.min() >= 0
    assert split.images.max() <= 1


def test_every_class_is_in_both_splits(processed_dir: Path):
    for name in ("train", "test"):
        split = load_split(processed_dir, name)
        assert split.classes == ("bottom", "middle", "top")
        assert split.labels.unique().tolist() == [0, 1, 2]


def test_the_same_images_give_the_same_splits(raw_dir: Path, processed_dir: Path, tmp_path: Path):
    make_dataset(raw_dir, tmp_path, test_fraction=0.2)
    again, before = load_split(tmp_path, "test"), load_split(processed_dir, "test")
    assert torch.equal(again.images, before.images)


def test_the_held_out_images_are_no_training_images(processed_dir: Path):
    split = load_split(processed_dir, "train")
    training, validation = hold_out(split, 0.25, seed=1)
    assert (len(training), len(validation)) == (36, 12)
    assert len(torch.cat([training.images, validation.images]).flatten(1).unique(dim=0)) == 48


def test_an_image_of_another_size_and_mode_is_converted(tmp_path: Path):
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (40, 30), "white").save(path)
    image = read_image(path)
    assert tuple(image.shape) == SHAPE
    assert image.min() > 0.9


def test_a_file_that_is_no_image_is_named(tmp_path: Path):
    path = tmp_path / "broken.png"
    path.write_text("no image")
    with pytest.raises(InputError, match=r"broken\.png"):
        read_image(path)


def test_without_images_the_error_names_the_command(tmp_path: Path):
    done = CliRunner().invoke(main, ["process", "--raw-dir", str(tmp_path), "--processed-dir", str(tmp_path)])
    assert done.exit_code != 0
    assert "make data" in str(done.exception)


def test_fetch_writes_the_digits_and_leaves_other_data_alone(tmp_path: Path):
    first = CliRunner().invoke(main, ["fetch", "--raw-dir", str(tmp_path)])
    assert first.exit_code == 0
    assert len(list(tmp_path.glob("*/*.png"))) == 1797
    again = CliRunner().invoke(main, ["fetch", "--raw-dir", str(tmp_path)])
    assert "stays as it is" in again.output
