from pathlib import Path
from typing import cast

import pytest
import torch
from torch import Tensor

from pkgname import data
from pkgname.dataset import PROCESSED_DIR, load_split
from pkgname.errors import MissingFileError
from pkgname.metadata import Metadata


@pytest.fixture(params=["example", "real"])
def any_processed_dir(request: pytest.FixtureRequest, processed_dir: Path) -> Path:
    """Return the made-up data, and the real data where they have been preprocessed."""
    if request.param == "example":
        return processed_dir
    real = Path(__file__).parents[2] / PROCESSED_DIR
    if not (real / "metadata.json").is_file():
        pytest.skip("the real data are not here")
    return real


def load(processed_dir: Path) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """Return inputs and targets of the training split, then those of the test split."""
    train, test = load_split(processed_dir, "train").tensors, load_split(processed_dir, "test").tensors
    return train[0], train[1], test[0], test[1]


def measure_distances(one: Tensor, other: Tensor) -> Tensor:
    """Return how far each item of one split is from each of another; 0 means that they are the same."""
    return torch.cdist(one.flatten(1), other.flatten(1), compute_mode="donot_use_mm_for_euclid_dist")


def test_every_item_has_the_shape_that_the_metadata_says(any_processed_dir: Path) -> None:
    metadata = Metadata.load(any_processed_dir)
    for split in ("train", "test"):
        inputs, targets = load_split(any_processed_dir, split).tensors
        assert len(inputs) == len(targets) > 0, f"the {split} split is empty or has items without a class"
        assert inputs.shape[1:] == metadata.input_shape
        assert inputs.dtype == torch.float32
        assert targets.dtype == torch.int64
        assert inputs.isfinite().all()


def test_every_class_is_in_both_splits(any_processed_dir: Path) -> None:
    classes = set(range(len(Metadata.load(any_processed_dir).class_names)))
    _, train_targets, _, test_targets = load(any_processed_dir)
    assert set(train_targets.tolist()) == classes
    assert set(test_targets.tolist()) == classes


def test_no_item_is_in_both_splits(any_processed_dir: Path) -> None:
    train_inputs, _, test_inputs, _ = load(any_processed_dir)
    assert measure_distances(train_inputs, test_inputs).min() > 0, "a test item is in the training split too"


def test_the_training_split_has_mean_0_and_deviation_1(any_processed_dir: Path) -> None:
    inputs = load_split(any_processed_dir, "train").tensors[0]
    assert inputs.double().mean().item() == pytest.approx(0, abs=1e-4)
    assert inputs.double().std().item() == pytest.approx(1, abs=2e-2)


def test_every_raw_item_is_in_one_split_encoded_as_the_api_encodes_it(raw_dir: Path, processed_dir: Path) -> None:
    metadata = Metadata.load(processed_dir)
    items, names = zip(*data.read_items(raw_dir), strict=True)
    encoded = torch.stack([data.encode(item, metadata) for item in items])
    train_inputs, train_targets, test_inputs, test_targets = load(processed_dir)
    stored, targets = torch.cat([train_inputs, test_inputs]), torch.cat([train_targets, test_targets])
    distance, place = measure_distances(encoded, stored).min(dim=1)
    assert distance.max() < 1e-3, "an item is stored otherwise than encode() returns it"
    assert sorted(place.tolist()) == list(range(len(stored))), "an item is missing, or stored twice"
    assert [metadata.class_names[target] for target in targets[place].tolist()] == list(names)


def test_preprocessing_twice_gives_the_same_bytes(raw_dir: Path, processed_dir: Path, tmp_path: Path) -> None:
    data.preprocess(raw_dir, tmp_path)
    for name in ("train.pt", "test.pt", "metadata.json"):
        assert (tmp_path / name).read_bytes() == (processed_dir / name).read_bytes(), name


def test_metadata_is_read_as_it_was_written(raw_dir: Path, tmp_path: Path) -> None:
    written = data.preprocess(raw_dir, tmp_path)
    assert Metadata.load(tmp_path) == written
    assert list(written.class_names) == sorted({name for _, name in data.read_items(raw_dir)})


def test_missing_data_name_the_command_that_makes_them(tmp_path: Path) -> None:
    with pytest.raises(MissingFileError, match="data fetch"):
        data.preprocess(tmp_path / "raw", tmp_path)
    with pytest.raises(MissingFileError, match="data preprocess"):
        load_split(tmp_path, "train")
    with pytest.raises(MissingFileError, match="data preprocess"):
        Metadata.load(tmp_path)


def test_example_items_can_be_encoded_and_are_always_the_same(metadata: Metadata) -> None:
    items = data.example_items(3, seed=1)
    assert items == data.example_items(3, seed=1)
    assert items != data.example_items(3, seed=2)
    for item in items:
        assert data.encode(item, metadata).shape == metadata.input_shape
        assert data.encode(item, metadata).dtype == torch.float32


@pytest.mark.parametrize("item", [[], None, {}, [[["x"]]]])
def test_an_item_of_another_form_is_refused(item: object, metadata: Metadata) -> None:
    with pytest.raises(ValueError):
        data.encode(cast(data.Item, item), metadata)


def test_an_uploaded_file_becomes_items(metadata: Metadata) -> None:
    items = data.decode(data.example_file(), metadata)
    assert items
    assert torch.stack([data.encode(item, metadata) for item in items]).shape[1:] == metadata.input_shape


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00 not a file"])
def test_a_file_that_cannot_be_read_is_refused(content: bytes, metadata: Metadata) -> None:
    with pytest.raises(ValueError):
        data.decode(content, metadata)


def test_the_command_preprocesses(raw_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data.main(["preprocess", str(raw_dir), str(tmp_path)], standalone_mode=False)
    assert (tmp_path / "train.pt").is_file()
    assert str(tmp_path) in capsys.readouterr().out


@pytest.mark.slow
def test_the_fetched_data_can_be_preprocessed(tmp_path: Path) -> None:
    data.main(["fetch", str(tmp_path / "raw")], standalone_mode=False)
    metadata = data.preprocess(tmp_path / "raw", tmp_path / "processed")
    assert len(metadata.class_names) > 1
