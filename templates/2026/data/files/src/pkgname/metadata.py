"""What has to be known about the data to use a model that was trained on it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pkgname.errors import COMMAND, MissingFileError

FILE_NAME = "metadata.json"


@dataclass(frozen=True)
class Metadata:
    """The contract between data, model, checkpoint, API and tests.

    It is written beside the processed data and saved inside the checkpoint, so that a model is always served with the
    shapes, the class order and the statistics it was trained with.

    Attributes:
        input_shape: Shape of one encoded item, without the batch dimension.
        class_names: Name of each class; the position is the class index in targets and logits.
        mean: Means of the training split, subtracted by ``encode``.
        std: Standard deviations of the training split, none of them 0.
        features: Names of the columns or words of one item; empty for images.
    """

    input_shape: tuple[int, ...]
    class_names: tuple[str, ...]
    mean: tuple[float, ...]
    std: tuple[float, ...]
    features: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Metadata":
        """Build metadata from the plain values of a JSON file or a checkpoint."""
        return cls(**{name: tuple(value) for name, value in values.items()})

    @classmethod
    def load(cls, processed_dir: Path | str) -> "Metadata":
        """Read the metadata that ``preprocess`` wrote into ``processed_dir``."""
        path = Path(processed_dir, FILE_NAME)
        if not path.is_file():
            raise MissingFileError(f"{path} is missing. Make it with: {COMMAND}.data preprocess")
        return cls.from_dict(json.loads(path.read_text(encoding="utf-8")))

    def to_dict(self) -> dict[str, Any]:
        """Return plain lists, which JSON and a weights-only checkpoint can hold."""
        return {name: list(value) for name, value in asdict(self).items()}

    def save(self, processed_dir: Path) -> None:
        """Write the metadata as JSON into ``processed_dir``."""
        processed_dir.mkdir(parents=True, exist_ok=True)
        text = json.dumps(self.to_dict(), indent=2, ensure_ascii=False) + "\n"
        (processed_dir / FILE_NAME).write_text(text, encoding="utf-8", newline="\n")
