"""What a server needs before it starts: packages of an extra, and a free port."""

import errno
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
    """Say that a port is in use, or that the host is not an address of this machine, before a server fails on it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        socket.create_server((host, port), family=family).close()
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise InputError(f"the server cannot listen on {host}:{port}: {error}") from None
        raise InputError(
            f"port {port} is in use. Stop what listens there, or take another one: --port {port % 65535 + 1}"
        ) from None
