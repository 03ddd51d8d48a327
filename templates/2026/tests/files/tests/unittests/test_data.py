from hashlib import sha256
from pathlib import Path
from typing import cast

import pytest
import torch

from pkgname import data
from pkgname.interfaces import DataModule, Metadata
from pkgname.runtime import PROCESSED_DIR, MissingFileError
from pkgname.splits import Split, SplitDataset, load_split

DATA: DataModule = data
"""A type checker compares ``data.py`` with the protocol here."""


@pytest.fixture(params=["example", "real"])
def any_processed_dir(request: pytest.FixtureRequest, processed_dir: Path) -> Path:
    """Return the synthetic data, and the real data if they have been preprocessed."""
    if request.param == "example":
        return processed_dir
    real = Path(__file__).parents[2] / PROCESSED_DIR
    if not (real / "metadata.json").is_file():
        pytest.skip("the real data are not here")
    return real


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_item_has_the_shape_that_the_metadata_says(any_processed_dir: Path, split: Split) -> None:
    items = load_split(any_processed_dir, split)
    assert len(items) > 0
    inputs, targets = items[0]
    assert inputs.shape == items.metadata.input_shape
    assert inputs.isfinite().all()
    assert targets.dtype == torch.int64


@pytest.mark.parametrize("split", ["train", "test"])
def test_every_class_is_in_both_splits(any_processed_dir: Path, split: Split) -> None:
    items = load_split(any_processed_dir, split)
    assert set(items.targets.tolist()) == set(range(len(items.metadata.class_names)))


def test_no_item_is_in_both_splits(any_processed_dir: Path) -> None:
    train, test = load_split(any_processed_dir, "train"), load_split(any_processed_dir, "test")
    known = {digest(train, index) for index in range(len(train))}
    leaked = [index for index in range(len(test)) if digest(test, index) in known]
    assert not leaked, f"{len(leaked)} test items are in the training split too"


def digest(items: SplitDataset, index: int) -> bytes:
    return sha256(items[index][0].numpy().tobytes()).digest()


def test_the_training_split_has_mean_0_and_deviation_1(processed_dir: Path, metadata: Metadata) -> None:
    inputs, _ = load_split(processed_dir, "train").whole()
    if metadata.mean:  # data without statistics are not normalised
        channels = inputs.transpose(0, 1).flatten(1)
        constant = channels.eq(channels[:, :1]).all(dim=1)
        assert torch.allclose(channels.mean(dim=1), torch.zeros(len(channels)), atol=1e-3)
        assert torch.allclose(channels.std(dim=1)[~constant], torch.ones(int((~constant).sum())), atol=1e-2)


def test_a_batch_has_the_items_one_by_one(processed_dir: Path) -> None:
    items = load_split(processed_dir, "test")
    inputs, targets = items.take([3, 0])
    for position, index in enumerate([3, 0]):
        assert torch.equal(inputs[position], items[index][0])
        assert targets[position] == items[index][1]


def test_preprocessing_twice_gives_the_same_bytes(raw_dir: Path, processed_dir: Path, tmp_path: Path) -> None:
    data.preprocess(raw_dir, tmp_path)
    files = sorted(path.name for path in processed_dir.iterdir())
    assert "metadata.json" in files
    for name in files:
        assert (tmp_path / name).read_bytes() == (processed_dir / name).read_bytes(), name


def test_metadata_is_read_as_it_was_written(raw_dir: Path, tmp_path: Path) -> None:
    written = data.preprocess(raw_dir, tmp_path)
    assert Metadata.load(tmp_path) == written
    assert list(written.class_names) == sorted(written.class_names)


def test_missing_data_name_the_command_that_creates_them(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="data fetch"):
        data.preprocess(tmp_path / "raw", tmp_path)
    with pytest.raises(MissingFileError, match="data preprocess"):
        load_split(tmp_path, "train")


def test_example_items_can_be_encoded_and_are_reproducible(metadata: Metadata) -> None:
    items = data.example_items(metadata, 3, seed=1)
    assert items == data.example_items(metadata, 3, seed=1)
    assert items != data.example_items(metadata, 3, seed=2)
    for item in items:
        assert data.encode(item, metadata).shape == metadata.input_shape


@pytest.mark.parametrize("item", [[], None, {}, [[["x"]]]])
def test_an_invalid_item_is_refused(item: object, metadata: Metadata) -> None:
    with pytest.raises(ValueError):
        data.encode(cast(data.Item, item), metadata)


def test_an_uploaded_file_is_read(metadata: Metadata) -> None:
    items = data.decode(data.example_file(metadata), metadata)
    assert items
    assert all(data.encode(item, metadata).shape == metadata.input_shape for item in items)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00 not a file"])
def test_a_file_that_cannot_be_read_is_refused(content: bytes, metadata: Metadata) -> None:
    with pytest.raises(ValueError):
        data.decode(content, metadata)


@pytest.mark.slow
def test_the_sample_data_can_be_preprocessed(tmp_path: Path) -> None:
    data.fetch(tmp_path / "raw")
    metadata = data.preprocess(tmp_path / "raw", tmp_path / "processed")
    assert len(metadata.class_names) > 1
