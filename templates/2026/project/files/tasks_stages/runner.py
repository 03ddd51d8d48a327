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

# Tools that no package of the project brings.
SOURCES = {
    "docker": "https://docs.docker.com/get-started/get-docker",
    "gcloud": "https://cloud.google.com/sdk/docs/install",
    "gh": "https://cli.github.com",
    "git": "https://git-scm.com/downloads",
    "sh": "https://git-scm.com/downloads/win",
    "uv": "https://docs.astral.sh/uv/getting-started/installation",
}


def run(ctx: Context, command: str) -> None:
    """Print a command and run it; where its tool is missing, say in one sentence how to get it."""
    os.chdir(ROOT)  # the command was perhaps given in a folder below
    path = search_path()
    tool = command.split()[0]
    # `invoke --dry` only prints, so it needs no tool.
    if not ctx.config.run.dry and shutil.which(tool, path=path) is None:
        source = f"get it from {SOURCES[tool]}" if tool in SOURCES else f"install it with: {INSTALL}"
        raise Exit(f"`{tool}` is not here: {source}", code=1)
    # Windows has no pseudo-terminal; elsewhere it keeps colours and progress bars.
    ctx.run(command, echo=True, pty=not WINDOWS, env={"PATH": path})


def search_path() -> str:
    """Give the folders in which tools are looked for, so that no environment has to be activated first."""
    environment = Path(os.environ.get("VIRTUAL_ENV", ROOT / ".venv"))
    folders = [environment / ("Scripts" if WINDOWS else "bin"), Path(sys.executable).parent]
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])


def quote(text: str) -> str:
    """Make one argument of any text, for the shell of this machine."""
    return subprocess.list2cmdline([text]) if WINDOWS else shlex.quote(text)
