"""What a server needs before it starts: the packages of its extra."""

from importlib import import_module
from typing import Any

from pkgname.runtime import INSTALL, InputError


def require(package: str) -> Any:
    """Import a package that only a part of the project needs, or say which command installs it."""
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise InputError(f"the package {package} is not installed. Install it with: {INSTALL}") from None
