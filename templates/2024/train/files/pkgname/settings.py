"""The settings of a training run: what can be set, the defaults, and which values make sense."""

from dataclasses import dataclass, field
from typing import Any

from pkgname.runtime import (
    MODEL_PATH,
    PROCESSED_DIR,
    REPORTS_DIR,
    InputError,
)


def setting(default: Any, about: str) -> Any:
    """Declare a setting with its default, and with the line that ``--help`` shows."""
    return field(default=default, metadata={"help": about})


@dataclass
class TrainSettings:
    """Everything that a training run depends on, besides the data. All values are numbers and texts, paths too."""

    seed: int = setting(42, "Seeds the weights, the order of the images and the validation split.")
    epochs: int = setting(8, "Number of passes over the training images.")
    batch_size: int = setting(32, "Number of images in one step of the optimizer.")
    learning_rate: float = setting(2e-3, "Step size of the optimizer.")
    hidden_size: int = setting(64, "Length of the feature vector before the last layer.")
    dropout: float = setting(0.2, "Fraction of the features that is dropped in training.")
    validation_fraction: float = setting(0.1, "Fraction of the training split that is held out for validation.")
    workers: int = setting(0, "Processes that load batches; 0 is fastest for data in memory.")
    device: str = setting("auto", "auto (a GPU if there is one), cpu, cuda or mps.")
    processed_dir: str = setting(PROCESSED_DIR.as_posix(), "Folder of the processed data.")
    model_path: str = setting(MODEL_PATH.as_posix(), "Where the trained weights are saved.")
    reports_dir: str = setting(REPORTS_DIR.as_posix(), "Where metrics and figures are saved.")

    def validate(self) -> None:
        """Check the values that no type can check; a value that makes no sense is an ``InputError``."""
        rules = [
            ("seed", self.seed, 0 <= self.seed < 2**63, "0 or more"),
            ("epochs", self.epochs, self.epochs >= 1, "at least 1"),
            ("batch_size", self.batch_size, self.batch_size >= 1, "at least 1"),
            ("learning_rate", self.learning_rate, self.learning_rate >= 0, "0 or more"),
            ("hidden_size", self.hidden_size, self.hidden_size >= 4, "at least 4"),
            ("dropout", self.dropout, 0 <= self.dropout < 1, "from 0 to below 1"),
            ("validation_fraction", self.validation_fraction, 0 < self.validation_fraction < 1, "between 0 and 1"),
            ("workers", self.workers, self.workers >= 0, "0 or more"),
        ]
        for name, value, is_valid, expected in rules:
            if not is_valid:
                raise InputError(f"{name} is {value}: it has to be {expected}")
