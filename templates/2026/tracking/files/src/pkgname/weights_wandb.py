"""Weights from Weights & Biases: ``MODEL_URI=wandb:<entity>/<project>/<artifact>:<alias>``.

The path of a registry works too, for example ``wandb:wandb-registry-model/pkgname-model:production``.
"""

from pathlib import Path

from pkgname.runtime import COMMAND, MissingFileError
from pkgname.tracking.settings import (
    MODEL_FILE,
    MODEL_NAME,
    require_complete,
)
from pkgname.tracking.wandb_account import (
    first_line,
    import_wandb,
    open_api,
)

CACHE = Path(".cache", "wandb")
"""Downloaded weights, in a folder for each version."""


def download(uri: str) -> Path:
    """Download the weights at a URI, unless they are here already, and return the file.

    Raises:
        MissingFileError: There is no such model, or it has no ``model.pth``.
        InputError: The URI is not complete, there is no key, or no answer from the server.
    """
    require_complete(uri)
    api, wandb = open_api(), import_wandb()
    try:
        artifact = api.artifact(uri.removeprefix("wandb:"), type="model")
        path: Path = CACHE / artifact.id / MODEL_FILE
        if not path.is_file():
            artifact.download(root=str(path.parent))
    except (wandb.Error, ValueError) as error:
        hint = f"Record one with: WANDB_MODE=online {COMMAND}.train"
        raise MissingFileError(f"there is no model at {uri} ({first_line(error)}). {hint}") from error
    if not path.is_file():
        raise MissingFileError(f"{uri} has no {MODEL_FILE}: name the artifact {MODEL_NAME} of a training run")
    return path
