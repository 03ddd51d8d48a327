"""The settings of one training run."""

from dataclasses import dataclass, field

from pkgname.added_settings import AddedSettings
from pkgname.dataset import PROCESSED_DIR
from pkgname.model import ModelConfig


@dataclass
class OptimizerConfig:
    """How the weights are moved.

    Attributes:
        name: One of ``adam``, ``adamw`` and ``sgd``.
        learning_rate: Length of a step.
        weight_decay: How strongly large weights are pulled back.
        momentum: How much of the last step is kept; only ``sgd`` reads it.
    """

    name: str = "adam"
    learning_rate: float = 2e-3
    weight_decay: float = 0.0
    momentum: float = 0.9


@dataclass
class TrainConfig(AddedSettings):
    """Everything that a training run depends on, besides the data.

    All of it is numbers and texts, paths too, so that any program can read the settings that a run leaves behind.

    Attributes:
        seed: Fixes the first weights, the order of the items and the validation split.
        epochs: How often the training items are seen.
        batch_size: Items in one step of the optimizer.
        validation_fraction: Share of the training split that is held out to watch the training. Choose settings by
            it: the test split is for one last look.
        workers: Processes that load batches; with tensors in memory 0 is the fastest.
        device: ``auto`` (the fastest there is), ``cpu``, ``cuda`` or ``mps``.
        processed_dir: Where ``preprocess`` wrote the data.
        model_path: Where the weights go.
        reports_dir: Where metrics and figures go.
        optimizer: How the weights are moved.
        model: The numbers that shape the model.
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
