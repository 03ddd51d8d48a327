"""The variables of the environment that this sub-package reads, and `.env`, which sets them on one machine."""

import os
from pathlib import Path

from dotenv import dotenv_values

from pkgname.runtime import InputError

OURS = ("LOGURU_", "WANDB_")


def load_env(path: Path = Path(".env")) -> None:
    """Set the variables that `.env` in the working directory has; what is set already wins.

    ``.env.example`` lists them. Only our own are read, so that every command means the same by ``MODEL_URI``.
    """
    for name in [name for name, value in os.environ.items() if name.startswith(OURS) and not value]:
        del os.environ[name]  # `docker run --env-file` passes an empty line as an empty value, which is no answer
    try:
        values = dotenv_values(path)
    except UnicodeDecodeError as error:  # `echo ... > .env` in an older PowerShell writes UTF-16
        raise InputError(f"{path} is not in UTF-8: save it as UTF-8 in your editor") from error
    for name, value in values.items():
        if value and name.startswith(OURS):
            os.environ.setdefault(name, value)
