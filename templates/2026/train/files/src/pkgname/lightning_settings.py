"""The settings of Lightning's trainer."""

from dataclasses import dataclass


@dataclass
class TrainerSettings:
    """What Lightning adds to the settings of a run.

    Attributes:
        fast_dev_run: Train and validate on one batch only, to see that everything runs; no checkpoint is kept.
        precision: How numbers are kept; ``16-mixed`` or ``bf16-mixed`` is faster on newer graphics cards.
        limit_train_batches: Share of the batches of an epoch that are trained on.
        patience: After how many epochs without a lower validation loss the training stops; 0 never stops it.
        restore_best: Whether the weights of the epoch with the lowest validation loss are kept, not those of the last.
    """

    fast_dev_run: bool = False
    precision: str = "32-true"
    limit_train_batches: float = 1.0
    patience: int = 0
    restore_best: bool = False
