"""What the stages of the project plug in: settings, callbacks, the training loop, parts of the API.

The generator rewrites this module when you add a stage; there is nothing to edit here. Settings of your own go into
``config.py``, callbacks into ``train.py``, routes into ``api.py``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
<%_ if (tasks.includes('wandb')) { _%>

from pkgname.tracking.settings import LoggerSettings
<%_ } _%>

if TYPE_CHECKING:
    from pkgname.callbacks import Callback, EpochMetrics
    from pkgname.config import TrainConfig
<%_ if (tasks.includes('lightning')) { _%>


@dataclasses.dataclass
class TrainerSettings:
    """The settings of Lightning's trainer.

    Attributes:
        fast_dev_run: Run one training batch and one validation batch, to see that everything works.
        precision: ``32-true``; ``16-mixed`` or ``bf16-mixed`` on recent GPUs.
        limit_train_batches: Fraction of the training batches used in each epoch.
        patience: Stop after this many epochs without a lower validation loss; 0 never stops early.
        restore_best: Keep the weights of the epoch with the lowest validation loss instead of the last ones.
    """

    fast_dev_run: bool = False
    precision: str = "32-true"
    limit_train_batches: float = 1.0
    patience: int = 0
    restore_best: bool = False
<%_ } _%>


@dataclasses.dataclass
class StageSettings:
    """Settings of the stages, which ``TrainConfig`` inherits."""
<%_ if (tasks.includes('lightning')) { _%>

    trainer: TrainerSettings = dataclasses.field(default_factory=TrainerSettings)
<%_ } _%>

    # Each one has a default, so that a stage can be added later.
<%_ if (tasks.includes('wandb')) { _%>
    logger: LoggerSettings = dataclasses.field(default_factory=LoggerSettings)
<%_ } _%>

    # How batches are loaded has no prefix, as `workers` has none.
<%_ if (tasks.includes('parallel-data-loading')) { _%>
    pin_memory: bool = False  # load into memory from which a GPU can copy
    persistent_workers: bool = False  # start the workers once, instead of in every epoch
    prefetch_factor: int = 0  # how many batches each worker loads ahead; 0: as many as PyTorch does
<%_ } _%>


def default_callbacks(config: TrainConfig) -> list[Callback]:
    """Build the callbacks of a run. Their modules are imported here, so that only training waits for slow imports."""
    from pkgname.callbacks import (
        MetricsFile,
        Progress,
        TrainingFigure,
    )

    callbacks: list[Callback] = [Progress(config), MetricsFile(config), TrainingFigure(config)]
<%_ for (const part of callbacks) { _%>
<%_ if (part.stage !== 'train') { _%>

    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>

    from pkgname.<%- entry.module %> import <%- entry.name %>

    callbacks.append(<%- entry.name %>(config))
<%_ } _%>

<%_ } _%>
<%_ } _%>
    return callbacks
<%_ if (tasks.includes('sweep')) { _%>


def trial_arguments(settings: dict[str, Any], folder: str) -> list[str]:
    """Write the settings of a trial as the command line of the training takes them, with its results in ``folder``."""
<%_ if (tasks.includes('hydra')) { _%>
    parent, _, number = folder.rpartition("/")
    given = settings | {"hydra.sweep.dir": parent, "hydra.sweep.subdir": number}
    return ["--multirun", *(f"{name}={value}" for name, value in given.items())]
<%_ } else { _%>
    given = settings | {"model_path": f"{folder}/models/model.pth", "reports_dir": f"{folder}/reports"}
<%_ if (tasks.includes('experiment-configs')) { _%>
    return [f"{name}={value}" for name, value in given.items()]
<%_ } else { _%>
    return [f"--{name.replace('_', '-')}={value}" for name, value in given.items()]
<%_ } _%>
<%_ } _%>
<%_ } _%>


def run_command(train: Callable[[TrainConfig], Any]) -> None:
    """Read the settings of the command line and train with them."""
    # What is recorded of a run
<%_ if (tasks.includes('wandb')) { _%>
    from pkgname.tracking.wandb_run import with_wandb

    train = with_wandb(train)
<%_ } _%>

    # The log of a run
<%_ if (tasks.includes('logging')) { _%>
    from pkgname.tracking.log import with_log

    train = with_log(train)
<%_ } _%>

    # The settings
    from pkgname import config_files

    config_files.run_command(train)


def training_loop() -> Callable[..., list[EpochMetrics]]:
    """Return the function that trains: ``fit``."""
<%_ if (tasks.includes('lightning')) { _%>
    from pkgname.lightning_loop import fit
<%_ } else { _%>
    from pkgname.loop import fit
<%_ } _%>

    # How batches are loaded
<%_ if (tasks.includes('parallel-data-loading')) { _%>
    from pkgname.scale.loading import with_loading

    return with_loading(fit)
<%_ } else { _%>
    return fit
<%_ } _%>


def install(app: Any) -> None:
    """Add the parts that stages bring to the API, if there is one: each is a module with ``install(app)``."""
<%_ for (const part of extensions) { _%>
<%_ if (part.stage !== 'api') { _%>
    # <%- part.title %>
<%_ for (const entry of part.entries) { _%>

    from pkgname<% if (entry.folder) { %>.<%- entry.folder %><% } %> import <%- entry.module %>

    <%- entry.module %>.install(app)
<%_ } _%>
<%_ if (!last(part)) { _%>

<%_ } _%>
<%_ } _%>
<%_ } _%>
