"""Measure how fast batches are loaded: ``python -m pkgname.scale.benchmark_loading``.

Every way of loading has to give the same batches in the same order, which is checked before its speed counts.
"""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path
from statistics import mean
from typing import Annotated

import typer

from pkgname.config import TrainConfig
from pkgname.runtime import (
    PROCESSED_DIR,
    InputError,
    pick_device,
    plain_errors,
)
from pkgname.scale.tables import make_table, write_report
from pkgname.scale.timings import (
    HEADER,
    Timing,
    choose_settings,
    digest,
    measure,
)


def benchmark(config: TrainConfig, workers: Sequence[int], limit: int, repeats: int) -> list[Timing]:
    """Measure each way of loading.

    Raises:
        InputError: The batches of one of them are others than without workers.
    """
    settings = choose_settings(config, workers)
    expected = digest(settings[0], limit)
    for one in settings[1:]:
        if digest(one, limit) != expected:
            raise InputError(
                f"with workers={one.workers} {Timing(one).name()}".rstrip() + ", the batches are others than without. "
                "Seed what is random in the data by the index of an item, not by a global generator"
            )
    return [measure(one, limit, repeats) for one in settings]


def draw(timings: Sequence[Timing], path: Path) -> None:
    """Draw the seconds of an epoch over the number of workers, with the standard deviation."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    figure = Figure(figsize=(7, 4.5), layout="constrained")
    axes = figure.subplots()
    for name in dict.fromkeys(timing.name() for timing in timings):
        series = [timing for timing in timings if timing.name() == name]
        axes.errorbar(
            [timing.config.workers for timing in series],
            [1000 * mean(timing.seconds[1:]) for timing in series],
            yerr=[1000 * timing.spread() for timing in series],
            marker="o",
            capsize=4,
            label=name or "workers only",
        )
    axes.set(xlabel="workers", ylabel="milliseconds per epoch", xticks=sorted({one.config.workers for one in timings}))
    axes.set_ylim(bottom=0)
    axes.legend()
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path)


def explain(config: TrainConfig, timings: Sequence[Timing], repeats: int) -> str:
    """Say what was measured, and which way of loading was the fastest one."""
    fastest = min(timings, key=lambda timing: mean(timing.seconds[1:]))
    close = sum(timing is not fastest and timing.overlaps(fastest) for timing in timings)
    others = "1 other" if close == 1 else f"{close} others"
    pinned = any(timing.config.pin_memory for timing in timings)
    notes = [
        f"{fastest.items:,} items in batches of {config.batch_size}; device {pick_device(config.device)}.",
        f"{os.cpu_count()} processors ({platform.machine()}).",
        f"Mean and standard deviation of {repeats} epochs after the first one, which starts the workers.",
        "Without persistent workers every epoch starts them.",
        "The batches were the same ones, in the same order, with all settings.",
        "" if pinned else "Pinned memory was not measured: only a GPU uses it, and there is none here.",
        f"The fastest: workers={fastest.config.workers} {fastest.name()}".rstrip() + ".",
        f"By their spread, {others} may be as fast: measure with more --repeats." if close else "",
    ]
    return "\n".join(note for note in notes if note)


def parse_workers(text: str) -> list[int]:
    """Read numbers of workers such as ``0,1,2``."""
    words = [word.strip() for word in text.split(",")]
    if not all(word.isascii() and word.isdecimal() for word in words):
        raise InputError(f"--workers is {text!r}: give numbers of 0 or more with commas between them, such as 0,1,2")
    return [int(word) for word in words]


def run(
    workers: Annotated[str, typer.Option(help="Numbers of workers.")] = "0,1,2",
    repeats: Annotated[int, typer.Option(min=2, help="Epochs that are measured after the first one.")] = 5,
    batches: Annotated[int, typer.Option(min=1, help="An epoch has at most about so many batches.")] = 100,
    batch_size: Annotated[int, typer.Option(min=1, help="Items in a batch.")] = TrainConfig.batch_size,
    device: Annotated[str, typer.Option(help="Where the batches are sent to.")] = TrainConfig.device,
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where the table and the figure are written.")] = Path("reports"),
) -> None:
    """Write data_loading.md and figures/data_loading.png: the time of an epoch for each number of workers."""
    config = TrainConfig(batch_size=batch_size, device=device, processed_dir=str(processed_dir))
    with plain_errors():
        timings = benchmark(config, parse_workers(workers), batches, repeats)
        notes = explain(config, timings, repeats)
    table = make_table(HEADER, [timing.row() for timing in timings])
    draw(timings, reports_dir / "figures" / "data_loading.png")
    write_report(reports_dir / "data_loading.md", "Data loading", table, notes)
    print(f"{table}\n\n{notes}")


if __name__ == "__main__":
    typer.run(run)
