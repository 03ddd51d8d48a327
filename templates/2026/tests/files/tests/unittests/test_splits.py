from pathlib import Path

import numpy as np
import pytest
import torch

from pkgname.config import TrainConfig
from pkgname.runtime import InputError
from pkgname.splits import (
    load_split,
    make_loaders,
    split_indices,
    write_splits,
)


def write(folder: Path, rows: np.ndarray, labels: list[str] | None = None) -> Path:
    """Write the splits of rows, in two classes that take turns."""
    write_splits(folder, labels or ["ab"[index % 2] for index in range(len(rows))], lambda index: rows[index])
    return folder


def test_a_fifth_of_each_class_is_kept_for_the_test() -> None:
    labels = ["b"] * 10 + ["a"] * 20
    train, test = split_indices(labels)
    assert sorted(train + test) == list(range(30))
    assert [labels[index] for index in test].count("a") == 4
    assert [labels[index] for index in test].count("b") == 2
    first, last = [0, 1, 10, 11, 12, 13], [8, 9, 26, 27, 28, 29]
    assert test not in (first, last), "the items have to be drawn at random: neighbours are often alike"
    assert split_indices(labels) == (train, test)


def test_a_class_with_one_item_is_refused_by_name() -> None:
    with pytest.raises(InputError, match="lonely"):
        split_indices(["many", "many", "lonely"])


def test_the_splits_hold_every_item_once_with_its_class(tmp_path: Path) -> None:
    rows = np.arange(40, dtype=np.float32)[:, None]
    write(tmp_path, rows)
    values: list[float] = []
    for split in ("train", "test"):
        stored = np.load(tmp_path / f"{split}_inputs.npy").ravel()
        assert np.load(tmp_path / f"{split}_targets.npy").tolist() == (stored % 2).tolist()
        values += stored.tolist()
    assert sorted(values) == rows.ravel().tolist()


def test_statistics_are_those_of_the_training_split(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(5, 3, size=(50, 4)).astype(np.float32)
    stored = np.load(write(tmp_path, rows) / "train_inputs.npy")
    metadata = load_split(tmp_path, "train").metadata
    assert metadata.mean == pytest.approx(stored.mean(axis=0), rel=1e-5)
    assert metadata.std == pytest.approx(stored.std(axis=0, ddof=1), rel=1e-5)
    inputs, _ = load_split(tmp_path, "test").whole()
    expected = (np.load(tmp_path / "test_inputs.npy") - metadata.mean) / metadata.std
    assert torch.allclose(inputs, torch.from_numpy(expected).float(), atol=1e-5)


def test_images_are_stored_as_bytes_and_normalised_when_they_are_read(tmp_path: Path) -> None:
    images = np.random.default_rng(0).integers(0, 256, size=(30, 3, 5, 4), dtype=np.uint8)
    stored = np.load(write(tmp_path, images) / "train_inputs.npy")
    assert stored.dtype == np.uint8
    inputs, _ = load_split(tmp_path, "train").whole()
    expected = (stored - stored.mean(axis=(0, 2, 3))[:, None, None]) / stored.std(axis=(0, 2, 3))[:, None, None]
    assert torch.allclose(inputs, torch.from_numpy(expected).float(), atol=1e-2)


def test_a_missing_value_becomes_the_mean_and_a_constant_column_0(tmp_path: Path) -> None:
    rows = np.random.default_rng(0).normal(size=(20, 3)).astype(np.float32)
    rows[::3, 0] = np.nan
    rows[:, 1] = 7
    rows[:, 2] = np.nan
    write(tmp_path, rows)
    inputs, _ = load_split(tmp_path, "train").whole()
    missing = np.isnan(np.load(tmp_path / "train_inputs.npy"))
    assert inputs.isfinite().all()
    assert inputs[torch.from_numpy(missing)].eq(0).all()
    assert inputs[:, 1:].eq(0).all()
    assert load_split(tmp_path, "train").metadata.std[1] == 1  # not 0: later values stay finite


def test_half_written_data_count_as_missing(tmp_path: Path) -> None:
    rows = np.ones((10, 2), dtype=np.float32)
    write(tmp_path, rows)
    with pytest.raises(IndexError):
        write_splits(tmp_path, ["a", "b"] * 9, lambda index: rows[index])
    with pytest.raises(InputError, match="data preprocess"):
        load_split(tmp_path, "train")


def test_validation_items_are_not_trained_on(tmp_path: Path) -> None:
    data = load_split(write(tmp_path, np.arange(50, dtype=np.float32)[:, None]), "train")
    train, validation = make_loaders(data, TrainConfig(batch_size=8))
    items = [torch.cat([inputs for inputs, _ in loader]).flatten().tolist() for loader in (train, validation)]
    assert len(items[1]) == round(len(data) * 0.1)
    assert sorted(items[0] + items[1]) == sorted(data.whole()[0].flatten().tolist())


def test_the_order_of_the_items_changes_from_epoch_to_epoch(tmp_path: Path) -> None:
    data = load_split(write(tmp_path, np.arange(50, dtype=np.float32)[:, None]), "train")
    loader, _ = make_loaders(data, TrainConfig())
    first, second = (torch.cat([inputs for inputs, _ in loader]) for _ in range(2))
    assert not torch.equal(first, second)


def test_no_batch_has_a_single_item(tmp_path: Path) -> None:
    data = load_split(write(tmp_path, np.arange(50, dtype=np.float32)[:, None]), "train")  # 36 train, 4 validate
    loader, _ = make_loaders(data, TrainConfig(batch_size=7))
    assert [len(targets) for _, targets in loader] == [7] * 5


def test_batches_can_be_loaded_by_workers(tmp_path: Path) -> None:
    data = load_split(write(tmp_path, np.arange(50, dtype=np.float32)[:, None]), "train")
    batches = [
        torch.cat([inputs for inputs, _ in make_loaders(data, TrainConfig(workers=workers))[0]]) for workers in (0, 1)
    ]
    assert torch.equal(*batches)
