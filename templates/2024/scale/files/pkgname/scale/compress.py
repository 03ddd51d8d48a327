"""Compare smaller and faster variants of the trained model: ``make compress``.

Each variant is measured on the test split: the size of its weights after gzip, which finds zeros, its latency on the CPU, and its
accuracy.
"""

import copy
import gzip
import warnings
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import TypeAlias

import click
import torch
from torch import Tensor, nn
from torch.nn.utils import prune

from pkgname.data.splits import Split, load_split
from pkgname.models.checkpoint import load_model
from pkgname.runtime import (
    MODEL_PATH,
    PROCESSED_DIR,
    REPORTS_DIR,
    plain_errors,
)

RUNS = 30
Variant: TypeAlias = Callable[[Tensor], Tensor]
"""Maps images ``(B, C, H, W)`` to logits ``(B, classes)``."""


def prune_weights(model: nn.Module, amount: float) -> nn.Module:
    """Set this share of the weights to zero: those that are nearest to it, wherever in the model they are."""
    pruned = copy.deepcopy(model)
    layers = [(part, "weight") for part in pruned.modules() if isinstance(part, nn.Linear | nn.Conv2d)]
    prune.global_unstructured(layers, pruning_method=prune.L1Unstructured, amount=amount)
    for part, name in layers:
        prune.remove(part, name)  # the zeros stay, the mask goes
    return pruned


def quantise(model: nn.Module) -> nn.Module:
    """Store the weights of the linear layers as integers of 8 bits."""
    with warnings.catch_warnings():
        # PyTorch moves quantisation into a package of its own, torchao, and keeps this one until then.
        warnings.simplefilter("ignore")
        quantised: nn.Module = torch.ao.quantization.quantize_dynamic(copy.deepcopy(model), {nn.Linear}, torch.qint8)
    return quantised


def compile_model(model: nn.Module, images: Tensor) -> Variant:
    """Translate the model to machine code; the first call does it, and needs a C++ compiler."""
    compiled: Variant = torch.compile(copy.deepcopy(model))
    with torch.inference_mode():
        compiled(images)
    return compiled


def packed_size(model: nn.Module) -> int:
    """Return the bytes of the weights after gzip."""
    buffer = BytesIO()
    torch.save(model.state_dict(), buffer)
    return len(gzip.compress(buffer.getvalue()))


def latency(model: Variant, images: Tensor) -> float:
    """Return the median time of a batch in milliseconds, without the first calls, which are slower."""
    times = []
    with torch.inference_mode():
        for _ in range(RUNS + 3):
            start = perf_counter()
            model(images)
            times.append(1000 * (perf_counter() - start))
    return median(times[3:])


def describe(name: str, size: int, model: Variant, split: Split) -> str:
    """Measure a variant, and write its row."""
    with torch.inference_mode():
        accuracy = (model(split.images).argmax(dim=1) == split.labels).float().mean().item()
    return f"| {name} | {size / 1024:.1f} KiB | {latency(model, split.images[:32]):.2f} ms | {accuracy:.4f} |"


def compare(model: nn.Module, split: Split, amount: float, with_compiler: bool) -> list[str]:
    """Write the table of all variants."""
    rows = ["| variant | weights | batch of 32 | accuracy |", "|---|---|---|---|"]
    variants = {"trained": model, "pruned": prune_weights(model, amount), "8 bits": quantise(model)}
    rows += [describe(name, packed_size(variant), variant, split) for name, variant in variants.items()]
    if with_compiler:
        rows.append(describe("compiled", packed_size(model), compile_model(model, split.images[:32]), split))
    return rows


@click.command()
@click.option("--amount", type=click.FloatRange(0, 1), default=0.5, show_default=True, help="Share that is pruned.")
@click.option("--compile/--no-compile", "with_compiler", default=False, help="Compile too; needs a C++ compiler.")
@click.option("--model", "model_path", type=Path, default=MODEL_PATH, show_default=True, help="The trained model.")
@click.option("--processed-dir", type=Path, default=PROCESSED_DIR, show_default=True, help="Where the test split is.")
def main(amount: float, with_compiler: bool, model_path: Path, processed_dir: Path) -> None:
    """Compare the trained model with smaller and faster variants."""
    with plain_errors():
        rows = compare(load_model(model_path), load_split(processed_dir, "test"), amount, with_compiler)
    text = "\n".join(rows) + "\n"
    path = REPORTS_DIR / "compression.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(f"{text}\nthe table is in {path}")


if __name__ == "__main__":
    main()
