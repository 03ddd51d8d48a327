"""How tasks run commands: from the root of the repository, with the tools of the project's environment."""

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

# Tools that are not Python packages, with the command that installs each on Linux, on macOS and on Windows.
SOURCES = {
<%_ if (tasks.includes('gcp-bucket-remote') || tasks.includes('image-build-trigger')) { _%>
    "gcloud": (
        "curl https://sdk.cloud.google.com | bash",
        "brew install --cask google-cloud-sdk",
        "winget install Google.CloudSDK",
    ),
<%_ } _%>
<%_ if (tasks.includes('team-write-access') || stages.includes('ci')) { _%>
    "gh": ("sudo apt install gh", "brew install gh", "winget install GitHub.cli"),
<%_ } _%>
    "git": ("sudo apt install git", "brew install git", "winget install Git.Git"),
<%_ if (tasks.includes('team-write-access') || tasks.includes('upload-to-github') || tasks.includes('docker-build') || tasks.includes('gcp-bucket-remote') || tasks.includes('image-build-trigger') || tasks.includes('docs-publish')) { _%>
    "sh": ("sudo apt install dash", "brew install dash", "winget install Git.Git"),
<%_ } _%>
}
<%_ if (manager === 'uv') { _%>
SOURCES["uv"] = ("curl -LsSf https://astral.sh/uv/install.sh | sh", "brew install uv", "winget install astral-sh.uv")
<%_ } _%>


def run(ctx: Context, command: str, *needs: str) -> None:
    """Print a command and run it. If a tool is missing, say how to install it.

    Args:
        ctx: The context that invoke passes to a task.
        command: The command. Its first word is a tool.
        needs: Other tools that the command calls.
    """
    os.chdir(ROOT)  # invoke also runs in a subfolder
    path = search_path()
    # `invoke --dry` only prints the command, so it needs no tool.
    for tool in () if ctx.config.run.dry else (*needs, command.split()[0]):
        if shutil.which(tool, path=path) is None:
            raise Exit(f"`{tool}` is not here: install it with: {describe_source(tool)}", code=1)
    # A pseudo-terminal keeps colours and progress bars; Windows has none.
    ctx.run(command, echo=True, pty=not WINDOWS, env={"PATH": path})


def describe_source(tool: str) -> str:
    """Return the command that installs a tool on this machine."""
    if tool in SOURCES:
        return SOURCES[tool][{"darwin": 1, "win32": 2}.get(sys.platform, 0)]
<%_ if (manager === 'uv') { _%>
    return INSTALL if shutil.which("uv") else f"{describe_source('uv')}, then: {INSTALL}"
<%_ } else { _%>
    return INSTALL
<%_ } _%>


def search_path() -> str:
    """Return PATH with the project's environment in front, so that nobody has to activate it first."""
    environment = Path(os.environ.get("VIRTUAL_ENV", ROOT / ".venv"))
    folders = [environment / ("Scripts" if WINDOWS else "bin"), Path(sys.executable).parent]
    return os.pathsep.join([*map(str, folders), os.environ.get("PATH", "")])


def quote(argument: str) -> str:
    """Quote a string as one argument for the shell of this machine."""
    return subprocess.list2cmdline([argument]) if WINDOWS else shlex.quote(argument)
