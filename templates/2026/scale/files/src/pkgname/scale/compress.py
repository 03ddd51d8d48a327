"""Compare smaller and faster variants of the trained model: ``python -m pkgname.scale.compress``.

Each variant is measured on the test split: the size of its file, its latency on the CPU, and every metric.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Annotated

import torch
import typer
from torch import Tensor, nn

from pkgname.checkpoint import (
    Checkpoint,
    load_checkpoint,
    locate_weights,
    model_uri,
    save_checkpoint,
)
from pkgname.config import ModelConfig
from pkgname.metrics import measure
from pkgname.runtime import (
    PROCESSED_DIR,
    InputError,
    plain_errors,
)
from pkgname.scale.exported import open_exported
from pkgname.scale.tables import make_table, write_report
from pkgname.scale.variants import (
    Variant,
    compile_model,
    keep,
    prune_weights,
    quantise,
)
from pkgname.splits import Batches, SplitDataset, load_split

BATCHES = (1, 32)
WARM_UP, RUNS = 3, 30
CPU = torch.device("cpu")
Makers = dict[str, Callable[[], Variant]]


def latency(model: nn.Module, inputs: Tensor) -> float:
    """Return the median time of a batch in milliseconds, without the first calls, which are slower."""
    times = []
    with torch.inference_mode():
        for _ in range(WARM_UP + RUNS):
            start = time.perf_counter()
            model(inputs)
            times.append(1000 * (time.perf_counter() - start))
    return median(times[WARM_UP:])


class Comparison:
    """Measures variants of a model on the test split.

    Args:
        checkpoint: The trained model.
        data: The test split.
    """

    def __init__(self, checkpoint: Checkpoint, data: SplitDataset) -> None:
        checkpoint.require_same_data(data.metadata, data.path.parent)
        self.batches = Batches(data, checkpoint.metadata, batch_size=256)
        self.examples = [data.take(range(min(size, len(data))))[0] for size in BATCHES]
        self.metrics = measure(checkpoint.model, self.batches, CPU)
        with torch.inference_mode():
            self.logits: Tensor = checkpoint.model(self.examples[-1])

    def header(self) -> list[str]:
        """Return the names of the columns."""
        latencies = [f"batch of {len(example)}" for example in self.examples]
        return ["variant", "size", "with gzip", *latencies, *self.metrics, "largest difference of a logit", "note"]

    def row(self, name: str, make: Callable[[], Variant]) -> list[str]:
        """Return the row of a variant; where it cannot be had here, the note says why."""
        try:
            variant = make()
        except InputError as reason:
            return [name, *["-"] * (len(self.header()) - 2), str(reason)]
        sizes = [f"{size / 1024:.1f} KiB" for size in (len(variant.content), variant.compressed())]
        times = [f"{latency(variant.model, example):.3f} ms" for example in self.examples]
        metrics = [f"{value:.4f}" for value in measure(variant.model, self.batches, CPU).values()]
        with torch.inference_mode():
            difference = (variant.model(self.examples[-1]) - self.logits).abs().max().item()
        return [name, *sizes, *times, *metrics, f"{difference:.1e}", variant.note]


def run(
    amount: Annotated[float, typer.Option(min=0.0, max=1.0, help="The share of the weights that is pruned.")] = 0.5,
    compiled: Annotated[bool, typer.Option("--compile/--no-compile", help="Compile, which takes a minute.")] = True,
    weights: Annotated[str, typer.Option(help="URI of the weights.  [default: MODEL_URI]")] = "",
    pruned_path: Annotated[Path, typer.Option(help="Where the pruned weights are saved.")] = Path("models/pruned.pth"),
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where compression.md is written.")] = Path("reports"),
) -> None:
    """Write compression.md: size, latency and metrics of the trained model and of its variants."""
    with plain_errors():
        path = locate_weights(weights or model_uri())
        checkpoint = load_checkpoint(path)
        comparison = Comparison(checkpoint, load_split(processed_dir, "test"))
        makers: Makers = {
            "trained": lambda: keep(checkpoint.model),
            "pruned": lambda: prune_file(path, checkpoint, amount, pruned_path),
            "int8": lambda: quantise(checkpoint.model),
            "compiled": lambda: compile_if(compiled, checkpoint.model, comparison.examples),
            "ONNX": lambda: open_exported(path),
        }
        table = make_table(comparison.header(), [comparison.row(name, make) for name, make in makers.items()])
    notes = f"On the test split and on the CPU, with {torch.get_num_threads()} threads; medians of {RUNS} calls."
    write_report(reports_dir / "compression.md", "Smaller and faster models", table, notes)
    print(f"{table}\n\n{notes}")


def prune_file(path: Path, checkpoint: Checkpoint, amount: float, target: Path) -> Variant:
    """Prune the model that was loaded from ``path``, and save it at ``target``: a checkpoint like any other."""
    if target.resolve() == path.resolve():
        raise InputError(f"{path} would be overwritten: give another --pruned-path")
    variant = prune_weights(checkpoint.model, amount)
    config = ModelConfig(**torch.load(path, weights_only=True)["model"])
    save_checkpoint(target, variant.model, checkpoint.metadata, config)
    return variant


def compile_if(wanted: bool, model: nn.Module, examples: list[Tensor]) -> Variant:
    """Compile the model unless that was switched off."""
    if not wanted:
        raise InputError("left out by --no-compile")
    return compile_model(model, examples)


if __name__ == "__main__":
    typer.run(run)
