"""Checks whether main on GitHub is ready to be handed in.

Run it as ``python scripts/hand_in_check.py``. It changes nothing. The exit status is 0 if every check says yes, and a check says
yes only if there was something to look at.
"""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REPORT = Path("reports/README.md")
CHECKER = Path("reports/report.py")
MAX_MEGABYTES = 50
MAX_READ = 1_000_000  # bytes; keys are in small files

# What keys look like. Each pattern is split in two, so that this file does not match itself.
SECRETS = {
    "a private key": "-----BEGIN [A-Z ]*PRIVATE" + " KEY-----",
    "a Google Cloud key": '"private_key_' + 'id": *"[0-9a-f]{16}',
    "a Google API key": "AIza" + "[0-9A-Za-z_-]{35}",
    "an AWS key": "AKIA" + "[0-9A-Z]{16}",
    "a GitHub token": "(gh[pousr]_[0-9A-Za-z]{36}|github_" + "pat_[0-9A-Za-z_]{50})",
    "a Weights & Biases key": r"WANDB_API_KEY['\"]?\s*[=:]\s*['\"]?" + "[0-9a-zA-Z_]{40}",
    "a Hugging Face token": "hf_" + "[A-Za-z]{34}",
}
FIGURE = re.compile(r"!\[[^\]]*\]\(\s*<?([^)\s>]+)|<img[^>]+src=[\"']([^\"']+)")


def git(*arguments: str) -> str:
    """Return the output of a git command, or an empty string if it fails."""
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8")
    return done.stdout if done.returncode == 0 else ""


def tracked_files() -> list[Path]:
    """Return the files that git tracks and that exist."""
    names = git("ls-files", "-z").split("\0")
    return [Path(name) for name in names if name and (ROOT / name).is_file()]


def find_open_work() -> Iterator[str]:
    """Find work that is not on GitHub's main branch yet."""
    if not git("rev-parse", "--git-dir"):
        yield "this is not a git repository: git init --initial-branch main, then commit your work"
        return
    branch = git("branch", "--show-current").strip()
    if branch != "main":
        yield f"the current branch is {branch or '(none)'}, and only main counts: git switch main"
    if git("status", "--porcelain"):
        yield "there are uncommitted changes: git status shows them"
    if not git("rev-parse", "--verify", "--quiet", "origin/main"):
        yield "nothing is on GitHub: sh scripts/publish.sh"
    elif ahead := git("rev-list", "--count", "origin/main..HEAD").strip().removeprefix("0"):
        yield f"{ahead} commits are not on GitHub: sh scripts/publish.sh"


def find_large_files(tracked: list[Path]) -> Iterator[str]:
    """Find files that belong to DVC."""
    for path in tracked:
        megabytes = (ROOT / path).stat().st_size / 1e6
        if megabytes > MAX_MEGABYTES:
            yield f"{path} has {megabytes:.0f} MB: git rm --cached {path}, and track it with DVC"


def find_secrets(tracked: list[Path]) -> Iterator[str]:
    """Find what looks like a key. A key that was ever on GitHub must be revoked, not only removed."""
    for path in tracked:
        if path.name == ".env":
            yield f"{path} is in git: git rm --cached {path}"
        if (ROOT / path).stat().st_size > MAX_READ:
            continue
        content = (ROOT / path).read_text(encoding="utf-8", errors="ignore")
        for name, pattern in SECRETS.items():
            if found := re.search(pattern, content):
                line = content.count("\n", 0, found.start()) + 1
                yield f"{path}:{line} looks like {name}: revoke the key, then remove it"


def find_missing_figures(tracked: list[Path]) -> Iterator[str]:
    """Find figures that the report shows and that git does not track."""
    if REPORT not in tracked:
        yield f"there is no {REPORT} in git: write the report there, and commit it"
        return
    held = {(ROOT / path).resolve() for path in tracked}
    for found in FIGURE.finditer((ROOT / REPORT).read_text(encoding="utf-8")):
        figure = found[1] or found[2]
        if "://" not in figure and (ROOT / REPORT.parent / figure).resolve() not in held:
            yield f"{REPORT} shows {figure}, which is not in git"


def find_report_problems(tracked: list[Path]) -> Iterator[str]:
    """Run the checker of the report."""
    if missing := [path for path in (REPORT, CHECKER) if path not in tracked]:
        yield f"there is no {missing[0]} in git: `mlops report` adds both"
        return
    done = subprocess.run(
        [sys.executable, CHECKER.name, "check"],
        cwd=ROOT / CHECKER.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0 or "WARNING" in done.stdout + done.stderr:
        yield f"the report is not complete: cd reports, then python {CHECKER.name} check"


# These look at the files that git tracks.
FILE_CHECKS: dict[str, Callable[[list[Path]], Iterator[str]]] = {
    f"no file is larger than {MAX_MEGABYTES} MB": find_large_files,
    "no keys are in git": find_secrets,
    "every figure of the report is in git": find_missing_figures,
    "the report is complete": find_report_problems,
}


def main() -> int:
    """Print the result of every check; return how many said no."""
    if shutil.which("git") is None:
        sys.exit("`git` is not here: install it with: sudo apt install git (macOS: brew install git)")
    results = {"everything is on main, and main is on GitHub": list(find_open_work())}
    tracked = tracked_files()
    for title, find in FILE_CHECKS.items():
        results[title] = list(find(tracked)) if tracked else ["git tracks no file: git add --all, then git commit"]
    for title, problems in results.items():
        print("\n".join([f"{'NO ' if problems else 'yes'}  {title}", *(f"       {problem}" for problem in problems)]))
    return sum(bool(problems) for problems in results.values())


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
