"""The settings of a training run: what can be set, the defaults, and which values make sense.

Settings of your own go here. This module does not import PyTorch, so that ``--help`` answers at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pkgname.plugins import StageSettings
from pkgname.runtime import PROCESSED_DIR, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from torch import nn
    from torch.optim import Optimizer


@dataclass
class ModelConfig:
    """The sizes of the model in ``model.py``.

    Attributes:
        hidden_size: Length of the feature vector before the last layer.
        dropout: Fraction of the features that is dropped in training.
    """

    hidden_size: int = 64
    dropout: float = 0.2


@dataclass
class OptimizerConfig:
    """The settings of the optimizer.

    Attributes:
        name: ``adam``, ``adamw`` or ``sgd``.
        learning_rate: Step size.
        weight_decay: Strength of the L2 penalty on the weights.
        momentum: Momentum of ``sgd``; the others do not use it.
    """

    name: str = "adam"
    learning_rate: float = 2e-3
    weight_decay: float = 0.0
    momentum: float = 0.9

    def build(self, parameters: Iterable[nn.Parameter]) -> Optimizer:
        """Build the optimizer of these parameters."""
        from torch.optim import SGD, Adam, AdamW

        match self.name:
            case "adam":
                return Adam(parameters, self.learning_rate, weight_decay=self.weight_decay)
            case "adamw":
                return AdamW(parameters, self.learning_rate, weight_decay=self.weight_decay)
            case "sgd":
                return SGD(parameters, self.learning_rate, self.momentum, weight_decay=self.weight_decay)
            case unknown:
                raise InputError(f"optimizer.name is {unknown!r}: use adam, adamw or sgd")


@dataclass
class TrainConfig(StageSettings):
    """Everything that a training run depends on, besides the data.

    All values are numbers and strings, paths too, so that any program can read the settings that a run saves.

    Attributes:
        seed: Seeds the initial weights, the order of the items and the validation split.
        epochs: Number of passes over the training items.
        batch_size: Number of items in one optimizer step.
        validation_fraction: Fraction of the training split that is held out for validation. Choose settings by the
            validation metrics: the test split is for the final evaluation only.
        workers: Number of processes that load batches; 0 loads them in the training process, which is fastest for
            small data.
        device: ``auto`` (a GPU if there is one), ``cpu``, ``cuda`` or ``mps``.
        processed_dir: Folder of the processed data.
        model_path: Where the trained weights are saved.
        reports_dir: Where metrics and figures are saved.
        optimizer: The settings of the optimizer.
        model: The sizes of the model.
    """

    seed: int = 42
    epochs: int = 5
    batch_size: int = 32
    validation_fraction: float = 0.1
    workers: int = 0
    device: str = "auto"
    processed_dir: str = PROCESSED_DIR.as_posix()
    model_path: str = "models/model.pth"
    reports_dir: str = "reports"
    optimizer: OptimizerConfig = field(default_factory=OptimizerConfig)
    model: ModelConfig = field(default_factory=ModelConfig)

    def validate(self) -> None:
        """Check the values that no type can check; a value that makes no sense is an ``InputError``."""
        rules = [
            ("epochs", self.epochs, self.epochs >= 1, "at least 1"),
            ("batch_size", self.batch_size, self.batch_size >= 1, "at least 1"),
            ("validation_fraction", self.validation_fraction, 0 < self.validation_fraction < 1, "between 0 and 1"),
            ("workers", self.workers, self.workers >= 0, "0 or more"),
            ("seed", self.seed, 0 <= self.seed < 2**63, "0 or more"),
            ("optimizer.learning_rate", self.optimizer.learning_rate, self.optimizer.learning_rate >= 0, "0 or more"),
            ("optimizer.weight_decay", self.optimizer.weight_decay, self.optimizer.weight_decay >= 0, "0 or more"),
        ]
        for name, value, is_valid, expected in rules:
            if not is_valid:
                raise InputError(f"{name} is {value}: it has to be {expected}")
