"""Splits of the data: made once, with a seed, and kept as tensors."""

import random
from pathlib import Path
from typing import Literal

import torch
from torch import Tensor
from torch.utils.data import TensorDataset

from pkgname.errors import COMMAND, MissingFileError

RAW_DIR = Path("data/raw")
PROCESSED_DIR = Path("data/processed")
Split = Literal["train", "test"]
TEST_FRACTION = 0.2
SPLIT_SEED = 0


def split_indices(labels: list[str]) -> tuple[list[int], list[int]]:
    """Divide items into a training and a test split, class by class.

    Stratified, so that a rare class is in both. Seeded and apart from the training seed: the test items stay the same
    from run to run, else one run would be judged on what another has learned.

    Args:
        labels: The class name of each item.

    Returns:
        The indices of the training items and of the test items, each in ascending order.
    """
    generator = random.Random(SPLIT_SEED)
    train: list[int] = []
    test: list[int] = []
    for name in sorted(set(labels)):
        members = [index for index, label in enumerate(labels) if label == name]
        if len(members) < 2:
            raise ValueError(f"class {name!r} has one item; it needs two, to be in both splits")
        generator.shuffle(members)
        test_size = max(1, round(len(members) * TEST_FRACTION))
        test += members[:test_size]
        train += members[test_size:]
    return sorted(train), sorted(test)


def save_split(processed_dir: Path, split: Split, inputs: Tensor, targets: Tensor) -> None:
    """Write one split to ``processed_dir``.

    Args:
        processed_dir: The folder of the processed data.
        split: Which split it is.
        inputs: Encoded items, ``(N, *input_shape)`` float32.
        targets: Class indices, ``(N,)`` int64.
    """
    processed_dir.mkdir(parents=True, exist_ok=True)
    torch.save({"inputs": inputs, "targets": targets}, processed_dir / f"{split}.pt")


def load_split(processed_dir: Path | str, split: Split) -> TensorDataset:
    """Read one split as pairs of an encoded item and its class index."""
    path = Path(processed_dir, f"{split}.pt")
    if not path.is_file():
        raise MissingFileError(f"{path} is missing. Make it with: {COMMAND}.data preprocess")
    # weights_only: a pickle can run code when it is opened, plain tensors cannot.
    tensors = torch.load(path, weights_only=True)
    return TensorDataset(tensors["inputs"], tensors["targets"])
