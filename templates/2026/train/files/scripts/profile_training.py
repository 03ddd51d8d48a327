"""Measure where the time of a short training goes: in which functions, and in which operators of PyTorch.

Writes ``profiles/training.prof``, which snakeviz shows, and ``profiles/training.pt.trace.json``, which
https://ui.perfetto.dev shows.
"""

from collections.abc import Sequence
from cProfile import Profile
from pathlib import Path
from pstats import SortKey, Stats

import torch
import typer
from torch.profiler import ProfilerActivity, profile, schedule
from torch.utils.data import Subset

from pkgname.callbacks import Callback
from pkgname.config import TrainConfig
from pkgname.model import Model
from pkgname.plugins import training_loop
from pkgname.runtime import InputError, plain_errors, set_seed
from pkgname.splits import Batches, load_split

FOLDER = Path("profiles")
FIRST_STEPS = 2  # the first steps also set things up
ROWS = 15


class StepCounter(Callback):
    """Tells PyTorch's profiler where one step ends and the next begins."""

    def __init__(self, profiler: profile) -> None:
        self.profiler = profiler

    def on_batch(self, loss: float) -> None:
        """Count a step."""
        self.profiler.step()


def train(steps: int, callbacks: Sequence[Callback]) -> None:
    """Train for some steps, on the first items of the training split."""
    config = TrainConfig(epochs=1)
    data = load_split(config.processed_dir, "train")
    set_seed(config.seed)
    model = Model(data.metadata, config.model)
    if len(data) < steps * config.batch_size:
        raise InputError(f"the training split has {len(data)} items: too few for {steps} steps")
    train_items, validation_items = Subset(data, range(steps * config.batch_size)), Subset(data, range(2))
    loaders = (
        Batches(train_items, data.metadata, batch_size=config.batch_size),
        Batches(validation_items, data.metadata, batch_size=2),
    )
    optimizer = config.optimizer.build(model.parameters())
    training_loop()(model, loaders, optimizer, config, callbacks)


def profile_functions(steps: int) -> None:
    """Measure every function: ``cumtime`` includes the functions that it calls, ``tottime`` does not."""
    train(1, [])  # a first run, because imports at first use are not what a training spends its time on
    profiler = Profile()
    profiler.runcall(train, steps, [])
    profiler.dump_stats(FOLDER / "training.prof")
    Stats(profiler).strip_dirs().sort_stats(SortKey.CUMULATIVE).print_stats(ROWS)


def profile_operators(steps: int) -> None:
    """Measure the operators of PyTorch, with the memory that they allocate."""
    activities = [ProfilerActivity.CPU]
    if torch.cuda.is_available():
        activities.append(ProfilerActivity.CUDA)
    with profile(
        activities=activities,
        schedule=schedule(wait=1, warmup=FIRST_STEPS - 1, active=steps, repeat=1),
        on_trace_ready=save_trace,
        record_shapes=True,
        profile_memory=True,
    ) as profiler:
        train(FIRST_STEPS + steps, [StepCounter(profiler)])


def save_trace(profiler: profile) -> None:
    """Write the trace, and print the operators that took the most time."""
    profiler.export_chrome_trace(str(FOLDER / "training.pt.trace.json"))
    print(profiler.key_averages().table(sort_by="self_cpu_time_total", row_limit=ROWS, max_name_column_width=40))


def run(steps: int = 10) -> None:
    """Profile some steps of the training."""
    FOLDER.mkdir(exist_ok=True)
    with plain_errors():
        profile_functions(steps)
        profile_operators(steps)
    print(f"the profiles are in {FOLDER}")


if __name__ == "__main__":
    typer.run(run)
