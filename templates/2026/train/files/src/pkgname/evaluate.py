"""Evaluate a model on the test split: ``python -m pkgname.evaluate``."""

import json
from pathlib import Path
from typing import Annotated

import torch
import typer

from pkgname.checkpoint import (
    load_checkpoint,
    locate_weights,
    model_uri,
)
from pkgname.metrics import measure
from pkgname.runtime import (
    PROCESSED_DIR,
    pick_device,
    plain_errors,
)
from pkgname.splits import Batches, load_split


def evaluate(weights: Path, processed_dir: Path, device: torch.device) -> dict[str, float]:
    """Compute the metrics of saved weights on the test split, and ``items``, the size of the split."""
    data = load_split(processed_dir, "test")
    checkpoint = load_checkpoint(weights, device)
    checkpoint.require_same_data(data.metadata, processed_dir)
    metrics = measure(checkpoint.model, Batches(data, checkpoint.metadata, batch_size=256), device)
    return {**metrics, "items": len(data)}


def run(
    weights: Annotated[str, typer.Option(help="URI of the weights.  [default: MODEL_URI]")] = "",
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where evaluation.json is written.")] = Path("reports"),
) -> None:
    """Print the metrics of trained weights on the test split, and write them to evaluation.json."""
    with plain_errors():
        metrics = evaluate(locate_weights(weights or model_uri()), processed_dir, pick_device())
    for name, value in metrics.items():
        print(f"test {name}: {value:.4f}" if isinstance(value, float) else f"test {name}: {value}")
    reports_dir.mkdir(parents=True, exist_ok=True)
    text = json.dumps(metrics, indent=2) + "\n"
    (reports_dir / "evaluation.json").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
