"""Says whether what is on GitHub's main branch is what should be handed in.

Run it as ``python scripts/hand_in_check.py``. It looks and changes nothing; its status is 0 when nothing was found.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = Path("reports/README.md")
MAX_MEGABYTES = 50
MAX_READ = 1_000_000  # bytes; keys stand in small files

# What keys look like. Each is cut in two here, so that this file is not one of its own findings.
SECRETS = {
    "a private key": "-----BEGIN [A-Z ]*PRIVATE" + " KEY-----",
    "a key of Google Cloud": '"private_key_' + 'id": *"[0-9a-f]{16}',
    "an API key of Google": "AIza" + "[0-9A-Za-z_-]{35}",
    "a key of AWS": "AKIA" + "[0-9A-Z]{16}",
    "a token of GitHub": "(gh[pousr]_[0-9A-Za-z]{36}|github_" + "pat_[0-9A-Za-z_]{50})",
    "a key of Weights & Biases": r"WANDB_API_KEY['\"]?\s*[=:]\s*['\"]?" + "[0-9a-zA-Z_]{40}",
    "a token of Hugging Face": "hf_" + "[A-Za-z]{34}",
}
FIGURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img[^>]+src=[\"']([^\"']+)")


def git(*arguments: str) -> str:
    """Return what git says; nothing where it refuses."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    return done.stdout if done.returncode == 0 else ""


def tracked_files() -> list[Path]:
    """Return the files that git holds and that are there."""
    names = git("ls-files", "-z").split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file()]


def find_open_work() -> Iterator[str]:
    """Find what is not on GitHub's main branch yet."""
    branch = git("branch", "--show-current").strip()
    if branch != "main":
        yield f"this is the branch {branch or '(none)'}, and main is what counts: git switch main"
    if git("status", "--porcelain"):
        yield "there are changes without a commit: git status shows them"
    if not git("rev-parse", "--verify", "--quiet", "origin/main"):
        yield "nothing is on GitHub: sh scripts/publish.sh"
    elif ahead := git("rev-list", "--count", "origin/main..main").strip().removeprefix("0"):
        yield f"{ahead} commits of main are not on GitHub: sh scripts/publish.sh"


def find_large_files() -> Iterator[str]:
    """Find files that belong to DVC."""
    for path in tracked_files():
        megabytes = (ROOT / path).stat().st_size / 1e6
        if megabytes > MAX_MEGABYTES:
            yield f"{path} has {megabytes:.0f} MB: take it out with git rm --cached, and keep it with DVC"


def find_secrets() -> Iterator[str]:
    """Find what looks like a key. One that was ever on GitHub must be made invalid, not only removed."""
    for path in tracked_files():
        if path.name == ".env":
            yield f"{path} is in git: take it out with git rm --cached {path}"
        if (ROOT / path).stat().st_size > MAX_READ:
            continue
        text = (ROOT / path).read_text(encoding="utf-8", errors="ignore")
        for name, pattern in SECRETS.items():
            if found := re.search(pattern, text):
                line = text.count("\n", 0, found.start()) + 1
                yield f"{path}:{line} looks like {name}: make the key invalid, then remove it"


def find_missing_figures() -> Iterator[str]:
    """Find figures that the report names and that git does not hold."""
    if not (ROOT / REPORT).is_file():
        return
    held = {(ROOT / path).resolve() for path in tracked_files()}
    for found in FIGURE.finditer((ROOT / REPORT).read_text(encoding="utf-8")):
        figure = found[1] or found[2]
        if "://" not in figure and (ROOT / REPORT.parent / figure).resolve() not in held:
            yield f"{REPORT} shows {figure}, which is not in git"


def find_report_problems() -> Iterator[str]:
    """Ask the course's own checker, where the report is there."""
    checker = ROOT / "reports" / "report.py"
    if not checker.is_file():
        return
    done = subprocess.run(
        [sys.executable, checker.name, "check"],
        cwd=checker.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 or "WARNING" in done.stdout + done.stderr:
        yield "the report is not complete: cd reports, then python report.py check"


CHECKS: dict[str, Callable[[], Iterator[str]]] = {
    "everything is on main, and main is on GitHub": find_open_work,
    f"no file is larger than {MAX_MEGABYTES} MB": find_large_files,
    "no keys are in git": find_secrets,
    "every figure of the report is there": find_missing_figures,
    "the report is complete": find_report_problems,
}


def main() -> int:
    """Print what was found; return how many of the checks found something."""
    if shutil.which("git") is None:
        sys.exit("`git` is not here: install it with: sudo apt install git (macOS: brew install git)")
    failed = 0
    for title, find in CHECKS.items():
        found = list(find())
        failed += bool(found)
        print("\n".join([f"{'NO ' if found else 'yes'}  {title}", *(f"       {line}" for line in found)]))
    return failed


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
