"""How good a model is on items that it has not learned from."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import torch
import typer
from torch import Tensor, nn
from torch.utils.data import DataLoader

from pkgname.checkpoint import load_checkpoint
from pkgname.dataset import PROCESSED_DIR, load_split
from pkgname.errors import plain_errors
from pkgname.runtime import pick_device
from pkgname.weights import locate_weights, model_uri


@dataclass(frozen=True)
class Score:
    """Mean cross-entropy, share of right answers in [0, 1], and over how many items."""

    loss: float
    accuracy: float
    items: int


def measure(model: nn.Module, batches: Iterable[Sequence[Tensor]], device: torch.device) -> Score:
    """Measure a model on batches of inputs and targets, and leave it in the mode it was in."""
    was_training = model.training
    model.eval()  # no dropout: the model is judged as it will be used
    total_loss, correct, items = 0.0, 0, 0
    with torch.inference_mode():  # nothing is learned here, so no gradients are kept
        for inputs, targets in batches:
            inputs, targets = inputs.to(device), targets.to(device)
            logits = model(inputs)  # (B, classes)
            # Sums, not means: the last batch may be smaller and must not count more.
            total_loss += nn.functional.cross_entropy(logits, targets, reduction="sum").item()
            correct += int((logits.argmax(dim=1) == targets).sum())
            items += len(targets)
    model.train(was_training)
    return Score(total_loss / items, correct / items, items)


def evaluate(weights: Path, processed_dir: Path, device: torch.device) -> Score:
    """Measure saved weights on the test split."""
    model = load_checkpoint(weights, device).model
    return measure(model, DataLoader(load_split(processed_dir, "test"), batch_size=256), device)


def run(
    weights: Annotated[str, typer.Option(help="Address of the weights.  [default: MODEL_URI]")] = "",
    processed_dir: Annotated[Path, typer.Option(help="The processed data.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where evaluation.json goes.")] = Path("reports"),
) -> None:
    """Print the accuracy of trained weights on the test split."""
    with plain_errors():
        score = evaluate(locate_weights(weights or model_uri()), processed_dir, pick_device())
    print(f"test accuracy: {score.accuracy:.4f} ({score.items} items)")
    reports_dir.mkdir(parents=True, exist_ok=True)
    text = json.dumps(asdict(score), indent=2) + "\n"
    (reports_dir / "evaluation.json").write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
