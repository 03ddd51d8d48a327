"""Measure where the time of a short training goes: in which functions, and in which operators of PyTorch.

Leaves ``profiles/training.prof``, which snakeviz shows, and ``profiles/training.pt.trace.json``, which
https://ui.perfetto.dev shows.
"""

import math
from collections.abc import Sequence
from cProfile import Profile
from pathlib import Path
from pstats import SortKey, Stats

import torch
import typer
from torch.profiler import ProfilerActivity, profile, schedule
from torch.utils.data import TensorDataset

from pkgname.config import TrainConfig
from pkgname.dataset import load_split
from pkgname.errors import plain_errors
from pkgname.events import Callback
<%_ if (tasks.includes('lightning')) { _%>
from pkgname.lightning_loop import fit
<%_ } else { _%>
from pkgname.loop import fit
<%_ } _%>
from pkgname.metadata import Metadata
from pkgname.model import Model
from pkgname.runtime import set_seed

FOLDER = Path("profiles")
FIRST_STEPS = 2  # the first steps also set things up, which the later ones do not
ROWS = 15


class StepCounter(Callback):
    """Tells the profiler of PyTorch where one step ends and the next begins."""

    def __init__(self, profiler: profile) -> None:
        self.profiler = profiler

    def on_batch(self, loss: float) -> None:
        """Count a step."""
        self.profiler.step()


def train(steps: int, callbacks: Sequence[Callback]) -> None:
    """Train for so many steps, on the first items of the training split."""
    config = TrainConfig(epochs=1)
    metadata = Metadata.load(config.processed_dir)
    count = math.ceil(steps * config.batch_size / (1 - config.validation_fraction))
    data = TensorDataset(*(tensor[:count] for tensor in load_split(config.processed_dir, "train").tensors))
    set_seed(config.seed)
    fit(Model(metadata, config.model), data, config, callbacks)


def profile_functions(steps: int) -> None:
    """Measure every function: ``cumtime`` with those that it calls, ``tottime`` without."""
    train(1, [])  # what is imported at first use is not what a training spends its time on
    profiler = Profile()
    profiler.runcall(train, steps, [])
    profiler.dump_stats(FOLDER / "training.prof")
    Stats(profiler).strip_dirs().sort_stats(SortKey.CUMULATIVE).print_stats(ROWS)


def profile_operators(steps: int) -> None:
    """Measure what PyTorch does, with the memory that it asks for."""
    activities = [ProfilerActivity.CPU]
    if torch.cuda.is_available():
        activities.append(ProfilerActivity.CUDA)
    with profile(
        activities=activities,
        schedule=schedule(wait=1, warmup=FIRST_STEPS - 1, active=steps, repeat=1),
        on_trace_ready=keep_trace,
        record_shapes=True,
        profile_memory=True,
    ) as profiler:
        train(FIRST_STEPS + steps, [StepCounter(profiler)])


def keep_trace(profiler: profile) -> None:
    """Write what was recorded, and show the operators that took most of the time."""
    profiler.export_chrome_trace(str(FOLDER / "training.pt.trace.json"))
    print(profiler.key_averages().table(sort_by="self_cpu_time_total", row_limit=ROWS, max_name_column_width=40))


def run(steps: int = 10) -> None:
    """Profile so many steps of the training."""
    FOLDER.mkdir(exist_ok=True)
    with plain_errors():
        profile_functions(steps)
        profile_operators(steps)
    print(f"the profiles are in {FOLDER}")


if __name__ == "__main__":
    typer.run(run)
