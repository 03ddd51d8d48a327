"""Weights by address: one setting says where the model comes from.

``MODEL_URI`` is ``file:models/model.pth`` unless the environment says otherwise. An address with another scheme, such
as ``gs:``, is read by a module of that name: ``weights_gs.py`` with a function ``download(uri) -> Path``.
"""

import os
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from pkgname.errors import COMMAND, MissingFileError

DEFAULT_URI = "file:models/model.pth"


def model_uri() -> str:
    """Return the address of the weights from the environment."""
    return os.environ.get("MODEL_URI") or DEFAULT_URI


def locate_weights(uri: str) -> Path:
    """Return the weights at an address as a file on this machine.

    Raises:
        MissingFileError: There is no file; the message names the command that makes one.
        ValueError: Nothing here reads such an address.
    """
    scheme, _, rest = uri.partition(":")
    if scheme == "file":
        path = Path(rest)
    else:
        path = download(scheme, uri)
    if not path.is_file():
        raise MissingFileError(f"no weights at {uri}. Make them with: {COMMAND}.train")
    return path


def download(scheme: str, uri: str) -> Path:
    """Hand the address to the module that reads its scheme."""
    module = f"pkgname.weights_{scheme}"
    if not scheme.isidentifier() or find_spec(module) is None:
        raise ValueError(f"MODEL_URI is {uri!r}: nothing here reads that; write file:<path>")
    path: Path = import_module(module).download(uri)
    return path
