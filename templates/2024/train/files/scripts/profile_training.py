"""Measure where the time of a short training goes: in which functions, and in which operators of PyTorch.

Writes ``profiles/training.prof``, which snakeviz shows, and ``profiles/training.pt.trace.json``, which
https://ui.perfetto.dev shows.
"""

from cProfile import Profile
from pathlib import Path
from pstats import SortKey, Stats

import click
import torch
from torch.profiler import ProfilerActivity, profile

from pkgname.data.splits import load_split
from pkgname.plugins import training_loop
from pkgname.runtime import (
    PROCESSED_DIR,
    plain_errors,
    set_seed,
)
from pkgname.settings import TrainSettings
from pkgname.train_model import build_model, make_loader

FOLDER = Path("profiles")
ROWS = 15


def train(steps: int) -> None:
    """Train for some steps, on the first images of the training split."""
    settings = TrainSettings(epochs=1)
    split = load_split(PROCESSED_DIR, "train")
    set_seed(settings.seed)
    chosen = split.select(torch.arange(min(len(split), steps * settings.batch_size)))
    loaders = (make_loader(chosen, settings, shuffle=True), make_loader(chosen.select(torch.arange(2)), settings))
    training_loop()(build_model(chosen, settings), loaders, settings, [])


def profile_functions(steps: int) -> None:
    """Measure every function: ``cumtime`` includes the functions that it calls, ``tottime`` does not."""
    profiler = Profile()
    profiler.runcall(train, steps)
    profiler.dump_stats(FOLDER / "training.prof")
    Stats(profiler).strip_dirs().sort_stats(SortKey.CUMULATIVE).print_stats(ROWS)


def profile_operators(steps: int) -> None:
    """Measure the operators of PyTorch, with the memory that they allocate."""
    activities = [ProfilerActivity.CPU]
    if torch.cuda.is_available():
        activities.append(ProfilerActivity.CUDA)
    with profile(activities=activities, record_shapes=True, profile_memory=True) as profiler:
        train(steps)
    profiler.export_chrome_trace(str(FOLDER / "training.pt.trace.json"))
    print(profiler.key_averages().table(sort_by="self_cpu_time_total", row_limit=ROWS, max_name_column_width=40))


@click.command()
@click.option("--steps", type=click.IntRange(min=1), default=10, show_default=True, help="Steps of the optimizer.")
def main(steps: int) -> None:
    """Profile some steps of the training."""
    FOLDER.mkdir(exist_ok=True)
    with plain_errors():
        train(1)  # a first run, because imports at first use are not what a training spends its time on
        profile_functions(steps)
        profile_operators(steps)
    click.echo(f"the profiles are in {FOLDER}")


if __name__ == "__main__":
    main()
