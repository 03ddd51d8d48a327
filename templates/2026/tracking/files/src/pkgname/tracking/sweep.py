"""Try the settings of ``configs/sweep.yaml``, without an account: ``python -m pkgname.tracking.sweep``.

Each trial is a training of its own, with its results in a folder of its own. The best one is named at the end.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from pkgname import plugins
from pkgname.runtime import InputError, plain_errors
from pkgname.tracking.trials import (
    Settings,
    read_result,
    read_sweep,
)

SWEEP_FILE = Path("configs/sweep.yaml")
MODULE = "pkgname.train"
Extra = Annotated[list[str] | None, typer.Argument(help="Settings of every trial, as the training takes them.")]
SweepFile = Annotated[Path, typer.Option(help="The file of the sweep.")]
Trials = Annotated[int, typer.Option(min=0, help="The number of trials.  [default: run_cap in the file]")]
Seed = Annotated[int, typer.Option(help="Decides which values are drawn.")]


def sweep(path: Path, count: int, seed: int, extra: Sequence[str]) -> str:
    """Train once for each trial, and say which was the best."""
    plan = read_sweep(path)
    folder = folder_of_sweep()
    results: list[tuple[float, Path, Settings]] = []
    trials = plan.trials(count, seed)
    for number, settings in enumerate(trials):
        target = folder / str(number)
        arguments = [*plugins.trial_arguments(settings, target.as_posix()), *extra]
        print(f"trial {number + 1} of {len(trials)}: {MODULE} {shlex.join(arguments)}", flush=True)
        # A process of its own: what one trial leaves in memory, on the GPU too, does not change the next one.
        subprocess.run([sys.executable, "-m", MODULE, *arguments], check=False)
        value = read_result(target, plan.metric)
        if value is None:
            print(f"trial {number + 1} has failed", flush=True)
        else:
            results.append((value, target, settings))
    if not results:
        raise InputError("no trial has finished")
    value, target, settings = (max if plan.highest else min)(results, key=lambda result: result[0])
    chosen = " ".join(f"{name}={setting}" for name, setting in settings.items())
    return f"the best of {len(results)} trials has {plan.metric} {value:.4f}, with {chosen}. It is in {target}"


def folder_of_sweep() -> Path:
    """Return the folder of a sweep that starts now, where Hydra puts those that it runs by itself."""
    return Path("multirun", *f"{datetime.now():%Y-%m-%d/%H-%M-%S}".split("/"))


def run(extra: Extra = None, file: SweepFile = SWEEP_FILE, trials: Trials = 0, seed: Seed = 0) -> None:
    """Train with several settings, and name the best ones."""
    with plain_errors():
        print(sweep(file, trials, seed, extra or []))


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
