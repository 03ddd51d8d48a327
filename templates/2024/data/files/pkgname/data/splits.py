"""The splits of the data set: how they are saved, loaded and divided."""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor
from torch.utils.data import TensorDataset

from pkgname.runtime import InputError


@dataclass(frozen=True)
class Split:
    """A part of the data set.

    Attributes:
        images: ``(N, C, H, W)`` float32 in [0, 1].
        labels: ``(N,)`` int64, positions in ``classes``.
        classes: The names of the classes.
    """

    images: Tensor
    labels: Tensor
    classes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.labels)

    @property
    def shape(self) -> tuple[int, int, int]:
        """Channels, height and width of one image."""
        channels, height, width = self.images.shape[1:]
        return channels, height, width

    def as_dataset(self) -> TensorDataset:
        """Return pairs of an image and its label, for a data loader."""
        return TensorDataset(self.images, self.labels)

    def select(self, indices: Tensor) -> "Split":
        """Return some of the images."""
        return Split(self.images[indices], self.labels[indices], self.classes)


def save_split(split: Split, processed_dir: Path, name: str) -> None:
    """Save a split as ``<name>.pt``."""
    processed_dir.mkdir(parents=True, exist_ok=True)
    content = {"images": split.images, "labels": split.labels, "classes": list(split.classes)}
    torch.save(content, processed_dir / f"{name}.pt")


def load_split(processed_dir: Path, name: str) -> Split:
    """Load the split ``<name>.pt``."""
    path = processed_dir / f"{name}.pt"
    if not path.is_file():
        raise InputError(f"{path} does not exist. Make it with: make data")
    content = torch.load(path, weights_only=True)  # tensors and text only: nothing in the file can run
    return Split(content["images"], content["labels"], tuple(content["classes"]))


def hold_out(split: Split, fraction: float, seed: int) -> tuple[Split, Split]:
    """Divide a split into items to train on, and items to validate on."""
    count = max(1, round(len(split) * fraction))
    if count >= len(split):
        raise InputError(f"{len(split)} images are too few to hold out {fraction} of them")
    order = torch.randperm(len(split), generator=torch.Generator().manual_seed(seed))  # (N,)
    return split.select(order[count:]), split.select(order[:count])
