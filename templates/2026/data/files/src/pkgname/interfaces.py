"""What the parts of the package expect of each other: ``Metadata``, and what ``data.py`` and ``model.py`` provide.

To use your own data or model, replace ``data.py`` or ``model.py`` and provide what its protocol below lists. Training,
evaluation, the API and the tests use nothing else of the two modules.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pkgname.runtime import COMMAND, MissingFileError

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor, nn

FILE_NAME = "metadata.json"
Rows = TypeVar("Rows", "np.ndarray", "Tensor")


@dataclass(frozen=True)
class Metadata:
    """What you need to know about the data to use a model that was trained on it.

    It is saved with the processed data and inside the checkpoint, so a model is always served with the shapes, the
    order of the classes and the statistics that it was trained with.

    Attributes:
        input_shape: Shape of one item, without the batch dimension.
        class_names: Name of each class; the position is the class index in targets and logits.
        mean: Mean of each channel or column over the training split. Empty: items are not normalised.
        std: Standard deviation of each channel or column over the training split, never 0.
        features: Names of the columns or words of one item; empty for images.
    """

    input_shape: tuple[int, ...]
    class_names: tuple[str, ...]
    mean: tuple[float, ...] = ()
    std: tuple[float, ...] = ()
    features: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Metadata:
        """Build metadata from the plain values of a JSON file or a checkpoint."""
        return cls(**{name: tuple(value) for name, value in values.items()})

    @classmethod
    def load(cls, processed_dir: Path | str) -> Metadata:
        """Read the metadata that ``preprocess`` saved in ``processed_dir``."""
        path = Path(processed_dir, FILE_NAME)
        if not path.is_file():
            raise MissingFileError(f"{path} does not exist. Create it with: {COMMAND}.data preprocess")
        return cls.from_dict(json.loads(path.read_text(encoding="utf-8")))

    def normalise(self, rows: Rows) -> Rows:
        """Convert stored rows ``(..., *input_shape)``, an array or a tensor, to the input of the model.

        Each channel or column gets mean 0 and standard deviation 1, by the statistics of the training split; a missing
        value becomes the mean. Without statistics the rows stay as they are.
        """
        import numpy as np

        if not self.mean:
            return rows
        shape = (-1, *[1] * (len(self.input_shape) - 1))  # (C, 1, 1) for images, (columns,) for numbers
        mean, std = (np.array(values, dtype=np.float32).reshape(shape) for values in (self.mean, self.std))
        if isinstance(rows, np.ndarray):
            normalised: np.ndarray = np.nan_to_num((rows.astype(np.float32) - mean) / std)
            return normalised
        from torch import float32, from_numpy  # imported here: a server without PyTorch normalises arrays

        # In place, because batches of images are large.
        values = rows.to(float32, copy=True).sub_(from_numpy(mean)).div_(from_numpy(std))
        return values.nan_to_num_(0.0) if rows.is_floating_point() else values

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, which JSON and a weights-only checkpoint can hold."""
        return {name: list(value) for name, value in asdict(self).items()}

    def save(self, processed_dir: Path) -> None:
        """Write the metadata as JSON to ``processed_dir``."""
        text = json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"
        Path(processed_dir, FILE_NAME).write_text(text, encoding="utf-8", newline="\n")


class DataModule(Protocol):
    """What ``data.py`` provides, besides the type ``Item`` of one raw item in JSON and the command ``main``."""

    def fetch(self, raw_dir: Path) -> None:
        """Download or create the raw data in an empty folder."""

    def preprocess(self, raw_dir: Path, processed_dir: Path) -> Metadata:
        """Write both splits and the metadata with ``write_splits``; the same raw data give the same bytes.

        Raise ``MissingFileError`` if there are no raw data, and ``InputError`` if they cannot be read.
        """

    def encode(self, item: Any, metadata: Metadata) -> np.ndarray | Tensor:
        """Convert one item to the input of the model, ``input_shape``; raise ``ValueError`` for an invalid item.

        An array rather than a tensor: then the model can also be served without PyTorch.
        """

    def decode(self, content: bytes, metadata: Metadata) -> list[Any]:
        """Read the items of an uploaded file; raise ``ValueError`` for a file that cannot be read."""

    def example_items(self, metadata: Metadata, count: int = 1, seed: int = 0) -> list[Any]:
        """Generate items that ``encode`` accepts; the same seed gives the same items."""

    def example_file(self, metadata: Metadata, seed: int = 0) -> bytes:
        """Generate a file that ``decode`` reads."""

    def make_example_data(self, raw_dir: Path, count: int = 60, seed: int = 0) -> None:
        """Write a small synthetic data set, with at least two items of each class, that ``preprocess`` reads."""


class ModelClass(Protocol):
    """What ``model.py`` provides under the name ``Model``.

    The call takes the metadata and a ``ModelConfig`` (in ``config.py``). The module maps inputs ``(B, *input_shape)`` to
    logits ``(B, classes)``, without softmax. Batch normalisation, dropout and frozen layers are fine.
    """

    def __call__(self, metadata: Metadata, config: Any, /) -> nn.Module:
        """Build the model with random or pre-trained weights."""
