"""How a command is run: from the root of the repository, with the tools of the project's environment."""

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

from invoke import Context, Exit

ROOT = Path(__file__).resolve().parent.parent
WINDOWS = os.name == "nt"

<%_ if (manager === 'uv') { _%>
INSTALL = "uv sync"
<%_ } else { _%>
INSTALL = "python -m pip install -r requirements.txt -r requirements_dev.txt"
<%_ } _%>

# Tools that no package of the project brings, with the command that does: on Linux, on macOS, on Windows.
SOURCES = {
    "docker": (
        "curl -fsSL https://get.docker.com | sh",
        "brew install --cask docker",
        "winget install Docker.DockerDesktop",
    ),
    "gcloud": (
        "sudo snap install google-cloud-cli --classic",
        "brew install --cask gcloud-cli",
        "winget install Google.CloudSDK",
    ),
    "gh": ("sudo apt install gh", "brew install gh", "winget install GitHub.cli"),
    "git": ("sudo apt install git", "brew install git", "winget install Git.Git"),
    "sh": ("sudo apt install dash", "brew install dash", "winget install Git.Git"),
    "uv": ("curl -LsSf https://astral.sh/uv/install.sh | sh", "brew install uv", "winget install astral-sh.uv"),
}


def run(ctx: Context, command: str, *needs: str) -> None:
    """Print a command and run it; where a tool is missing, say in one sentence how to get it.

    Args:
        ctx: What invoke passes to a task.
        command: The command; its first word is a tool.
        needs: Other tools that it calls.
    """
    os.chdir(ROOT)  # the command was perhaps given in a folder below
    path = search_path()
    # `invoke --dry` only prints, so it needs no tool.
    for tool in () if ctx.config.run.dry else (*needs, command.split()[0]):
        if shutil.which(tool, path=path) is None:
            raise Exit(f"`{tool}` is not here: install it with: {describe_source(tool)}", code=1)
    # Windows has no pseudo-terminal; elsewhere it keeps colours and progress bars.
    ctx.run(command, echo=True, pty=not WINDOWS, env={"PATH": path})


def describe_source(tool: str) -> str:
    """Return the command that brings a tool on this machine."""
    if tool in SOURCES:
        return SOURCES[tool][{"darwin": 1, "win32": 2}.get(sys.platform, 0)]
<%_ if (manager === 'uv') { _%>
    return INSTALL if shutil.which("uv") else f"{describe_source('uv')}, then: {INSTALL}"
<%_ } else { _%>
    return INSTALL
<%_ } _%>


def search_path() -> str:
    """Give the folders in which tools are looked for, so that no environment has to be activated first."""
    environment = Path(os.environ.get("VIRTUAL_ENV", ROOT / ".venv"))
    folders = [environment / ("Scripts" if WINDOWS else "bin"), Path(sys.executable).parent]
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])


def quote(text: str) -> str:
    """Make one argument of any text, for the shell of this machine."""
    return subprocess.list2cmdline([text]) if WINDOWS else shlex.quote(text)
