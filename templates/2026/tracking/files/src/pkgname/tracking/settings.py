"""The settings of the tracking with Weights & Biases, and the names under which a project is found there."""

import os
import re
from dataclasses import dataclass, replace

from pkgname.runtime import InputError

MODES = ("disabled", "offline", "online")
PROJECT = "pkgname"
MODEL_NAME = "pkgname-model"
"""The artifact of the trained models: each run adds a version, with ``model.pth`` in it and its metrics as metadata."""
MODEL_FILE = "model.pth"


@dataclass
class LoggerSettings:
    """Where a run is recorded. What is empty comes from the environment or from ``.env``.

    Attributes:
        mode: ``disabled``, ``offline`` or ``online``; empty: ``WANDB_MODE``, and disabled without that.
        project: The project in Weights & Biases; empty: ``WANDB_PROJECT``, and the name of this package without that.
        entity: Your team or your user name; empty: ``WANDB_ENTITY``, and your default without that.
        log_model: Whether the trained weights are recorded too.
    """

    mode: str = ""
    project: str = ""
    entity: str = ""
    log_model: bool = True

    def resolve(self) -> "LoggerSettings":
        """Return the settings with what the environment says filled in."""
        from pkgname.tracking.environment import load_env

        load_env()
        default = "online" if "WANDB_SWEEP_ID" in os.environ else "disabled"  # an agent of a sweep expects the results
        mode = self.mode or os.environ.get("WANDB_MODE") or default
        if mode not in MODES:
            raise InputError(f"the mode of Weights & Biases is {mode!r}: use disabled, offline or online")
        project = self.project or os.environ.get("WANDB_PROJECT") or PROJECT
        return replace(self, mode=mode, project=project, entity=self.entity or os.environ.get("WANDB_ENTITY", ""))


def require_complete(uri: str) -> None:
    """Refuse an address that does not name a model in a project or in a registry."""
    if re.fullmatch(r"(wandb:)?[^/:]+(/[^/:]+)+:[^/:]+", uri) is None:
        raise InputError(f"{uri!r} is not complete: use wandb:<entity>/<project>/{MODEL_NAME}:<alias>")
