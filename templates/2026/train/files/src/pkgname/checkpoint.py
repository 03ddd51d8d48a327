"""Trained weights: saved with what you need to use them, and found by their URI.

The environment variable ``MODEL_URI`` says where evaluation and the API find the weights; the default is
``file:models/model.pth``. A URI with another scheme, such as ``gs:``, is read by a module of that name:
``weights_gs.py`` with a function ``download(uri) -> Path``.
"""

import os
import pickle
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import torch
from torch import nn

from pkgname.config import ModelConfig
from pkgname.interfaces import Metadata
from pkgname.model import Model
from pkgname.runtime import (
    COMMAND,
    InputError,
    MissingFileError,
)

DEFAULT_URI = "file:models/model.pth"
UNREADABLE = (pickle.UnpicklingError, EOFError, LookupError, TypeError, ValueError, AttributeError, RuntimeError)
"""What PyTorch and a changed model raise for a file that is not, or no longer, their checkpoint."""


@dataclass(frozen=True)
class Checkpoint:
    """A trained model, and the metadata of the data that it was trained on."""

    model: nn.Module
    metadata: Metadata

    def require_same_data(self, found: Metadata, processed_dir: Path) -> None:
        """Refuse data of other classes, features or another shape than those of the training.

        Raises:
            InputError: They differ; the message names the command that trains on these.
        """
        ours, theirs = ((one.class_names, one.input_shape, one.features) for one in (self.metadata, found))
        if ours != theirs:
            raise InputError(
                f"the model was trained on other data than those in {processed_dir}: "
                f"its classes, its features or its shape differ. Train one on these with: {COMMAND}.train"
            )


def save_checkpoint(path: Path, model: nn.Module, metadata: Metadata, config: ModelConfig) -> None:
    """Write the weights, the metadata and the sizes of the model to one file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    weights = {name: tensor.cpu() for name, tensor in model.state_dict().items()}
    torch.save({"weights": weights, "metadata": metadata.to_dict(), "model": asdict(config)}, path)


def load_checkpoint(path: Path, device: torch.device | str = "cpu") -> Checkpoint:
    """Read a checkpoint and build its model on ``device``, in evaluation mode.

    Raises:
        InputError: The file is not a checkpoint, or ``model.py`` has changed since it was saved.
    """
    try:
        # weights_only: opening a pickle can run code, so never load a file from elsewhere without it.
        # map_location: weights that were saved on a GPU have to load on a machine without one.
        content = torch.load(path, map_location=device, weights_only=True)
        metadata = Metadata.from_dict(content["metadata"])
        model = Model(metadata, ModelConfig(**content["model"]))
        model.load_state_dict(content["weights"])
    except UNREADABLE as error:
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise InputError(f"{path} does not fit model.py ({reason}). Train again with: {COMMAND}.train") from error
    model.to(device).eval()  # eval: with dropout on, predictions would change from call to call
    return Checkpoint(model, metadata)


def model_uri() -> str:
    """Return the URI of the weights from the environment."""
    return os.environ.get("MODEL_URI") or DEFAULT_URI


def locate_weights(uri: str) -> Path:
    """Return the local file of the weights at a URI.

    Raises:
        MissingFileError: The file does not exist; the message names the command that creates it.
        InputError: No module reads such a URI.
    """
    scheme, _, rest = uri.partition(":")
    path = Path(rest) if scheme == "file" else download(scheme, uri)
    if not path.is_file():
        raise MissingFileError(f"there are no weights at {uri}. Create them with: {COMMAND}.train")
    return path


def download(scheme: str, uri: str) -> Path:
    """Pass the URI to the module that reads its scheme."""
    module = f"pkgname.weights_{scheme}"
    if not scheme.isidentifier() or find_spec(module) is None:
        raise InputError(f"MODEL_URI is {uri!r}, and no module reads that: use file:<path>")
    path: Path = import_module(module).download(uri)
    return path
