"""What a server needs before it starts: packages of an extra, and a free port."""

import socket
from importlib import import_module
from typing import Any

from pkgname.runtime import InputError

<%_ if (manager === 'uv') { _%>
INSTALL = "uv sync"
<%_ } else { _%>
INSTALL = "python -m pip install -r requirements.txt"
<%_ } _%>


def require(package: str) -> Any:
    """Import a package that only a part of the project needs, or say which command installs it."""
    try:
        return import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise InputError(f"the package {package} is not installed. Install it with: {INSTALL}") from None


def refuse_busy_port(host: str, port: int) -> None:
    """Say that a port is in use, before a server fails on it."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.settimeout(1)
        if probe.connect_ex((host, port)) == 0:
            raise InputError(f"port {port} is in use. Stop what listens there, or take another one: --port {port + 1}")
