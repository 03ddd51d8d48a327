"""Start the page: ``python -m pkgname.frontend_app``; HOST and PORT change where, BACKEND says where the API is."""

from __future__ import annotations

import argparse
import errno
import os
import socket
from pathlib import Path

COMMAND = "python -m pkgname.frontend_app"
APP = Path(__file__).with_name("app.py")


def main() -> None:
    """Read the options and start Streamlit."""
    parser = argparse.ArgumentParser(prog=COMMAND, description="Serve the page in front of the API.")
    host, port = os.environ.get("HOST") or "127.0.0.1", os.environ.get("PORT") or "8001"
    parser.add_argument("--host", default=host, help="the address to listen on (default: HOST, or 127.0.0.1)")
    parser.add_argument("--port", default=port, type=int, help="the port to listen on (default: PORT, or 8001)")
    options = parser.parse_args()
    refuse_used_port(options.host, options.port)
    start(options.host, options.port)


def refuse_used_port(host: str, port: int) -> None:
    """End with one sentence if the page cannot listen there; Streamlit itself would only log it."""
    try:
        socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET).close()
    except (OSError, OverflowError) as error:
        in_use = isinstance(error, OSError) and error.errno == errno.EADDRINUSE
        reason = "another program uses that port" if in_use else str(error).rstrip(".")
        raise SystemExit(
            f"error: the page cannot listen on {host}:{port}, because {reason}. Choose another: {COMMAND} --port 8011"
        ) from None


def start(host: str, port: int) -> None:
    """Run Streamlit until somebody stops it."""
    os.environ.setdefault("STREAMLIT_BROWSER_GATHER_USAGE_STATS", "false")  # read when Streamlit is imported
    from streamlit.web import cli

    options = {
        "server.address": host,
        "server.port": port,
        "server.headless": "true",  # opens no browser
        "client.toolbarMode": "minimal",  # offers no deployment to somebody else's cloud
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    cli.main(["run", str(APP), *words], prog_name="streamlit")


if __name__ == "__main__":
    main()
