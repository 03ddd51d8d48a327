"""Access to Weights & Biases: the package, which is imported only where it is used, and the account."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from pkgname.runtime import InputError
from pkgname.tracking.environment import load_env

if TYPE_CHECKING:
    import wandb

NO_KEY = "there is no API key. Put WANDB_API_KEY into .env, or run: wandb login"


def import_wandb() -> Any:
    """Import the package. A folder ``wandb/``, which runs create, can be imported too, but has nothing in it."""
    with suppress(ImportError):
        import wandb

        if hasattr(wandb, "init"):
            return wandb
    raise InputError("wandb is not installed. It comes with the extra `tracking` in pyproject.toml")


def log_in() -> str:
    """Log in with the key of this machine, and return why that is not possible; empty if it is."""
    wandb = import_wandb()
    wandb.setup(settings=wandb.Settings(mode="online"))  # whatever WANDB_MODE says
    try:
        # No prompt: a run that waits for an answer on a server waits for ever.
        return "" if wandb.login(prompt=False, verify=True) else NO_KEY
    except wandb.Error as error:
        return first_line(error)


def open_api() -> wandb.Api:
    """Return the interface to what is stored in Weights & Biases."""
    load_env()
    if reason := log_in():
        raise InputError(f"Weights & Biases cannot be used: {reason}")
    api: wandb.Api = import_wandb().Api()
    return api


def first_line(error: Exception) -> str:
    """Return the first line of an error, or its type if it says nothing."""
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
