"""How robust the model is: its accuracy on data that are changed more and more: ``python -m pkgname.drift.simulate``.

Beside each accuracy stands the verdict on the same data: a drift that costs accuracy should be noticed.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import numpy as np
import typer

from pkgname.checkpoint import (
    load_checkpoint,
    locate_weights,
    model_uri,
)
from pkgname.collection.store import make_folder
from pkgname.drift.curves import (
    Point,
    describe_curve,
    draw_curves,
)
from pkgname.drift.perturb import choose_perturbations
from pkgname.drift.reference import choose_rows
from pkgname.drift.table import FeatureTable
from pkgname.drift.verdict import DRIFT, compare
from pkgname.features.items import describe_rows
from pkgname.interfaces import Metadata
from pkgname.runtime import PROCESSED_DIR, plain_errors
from pkgname.splits import SplitDataset, load_split

if TYPE_CHECKING:
    from torch import nn

SEVERITIES = (0.0, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
LABEL_SHIFT = "label shift"
BATCH = 256
app = typer.Typer(add_completion=False)


@dataclass(frozen=True)
class Items:
    """Rows as they are stored, ``(N, *input_shape)``, and their class indices ``(N,)``."""

    rows: np.ndarray
    targets: np.ndarray

    @classmethod
    def load(cls, data: SplitDataset) -> Items:
        """Read a split, or as many items as a reference has."""
        rows, targets = data.__getitems__(choose_rows(len(data)).tolist())
        return cls(rows.numpy().astype(np.float32), targets.numpy())

    def describe(self, metadata: Metadata, classes: np.ndarray) -> FeatureTable:
        """Compute their features; the classes are the true or the predicted ones, ``(N,)``."""
        names = [metadata.class_names[index] for index in classes]
        return FeatureTable.from_features(describe_rows(self.rows, metadata), names)


def simulate(weights: Path, processed_dir: Path, seed: int = 0) -> dict[str, list[Point]]:
    """Compute a curve for each change that data of this kind undergo, on the test split."""
    checkpoint = load_checkpoint(weights)
    checkpoint.require_same_data(Metadata.load(processed_dir), processed_dir)
    model, metadata = checkpoint.model, checkpoint.metadata
    train, test = (Items.load(load_split(processed_dir, split)) for split in ("train", "test"))
    reference = train.describe(metadata, train.targets)

    def measure(items: Items, severity: float) -> Point:
        predicted = predict_classes(model, items.rows, metadata)
        verdict = compare(reference, items.describe(metadata, predicted))
        return Point(severity, float((predicted == items.targets).mean()), verdict.status == DRIFT)

    curves: dict[str, list[Point]] = {}
    for name, perturb in choose_perturbations(train.rows, metadata).items():
        generator = np.random.default_rng(seed)
        changed = ((severity, perturb(test.rows, severity, generator).astype(np.float32)) for severity in SEVERITIES)
        curves[name] = [measure(Items(rows, test.targets), severity) for severity, rows in changed]
    curves[LABEL_SHIFT] = [measure(shift_labels(test, severity, seed), severity) for severity in SEVERITIES]
    return curves


def shift_labels(items: Items, severity: float, seed: int) -> Items:
    """Replace this share of the items by others of the first class."""
    generator = np.random.default_rng(seed)
    first = np.flatnonzero(items.targets == items.targets.min())
    replaced = generator.random(len(items.targets)) < severity
    indices = np.where(replaced, generator.choice(first, len(items.targets)), np.arange(len(items.targets)))
    return Items(items.rows[indices], items.targets[indices])


def predict_classes(model: nn.Module, rows: np.ndarray, metadata: Metadata) -> np.ndarray:
    """Predict the class index of each stored row, ``(N,)``, batch by batch."""
    import torch

    starts = range(0, len(rows), BATCH)
    with torch.inference_mode():
        batches = (torch.from_numpy(metadata.normalise(rows[start : start + BATCH])) for start in starts)
        return np.concatenate([model(batch).argmax(dim=1).numpy() for batch in batches])


@app.command()
def run(
    weights: Annotated[str, typer.Option(help="URI of the weights.  [default: MODEL_URI]")] = "",
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where the curves are written.")] = Path("reports"),
    seed: Annotated[int, typer.Option(help="Of the random changes.")] = 0,
) -> None:
    """Write robustness.json and figures/robustness.png: the accuracy on data that are changed more and more."""
    with plain_errors():
        make_folder(reports_dir / "figures")
        curves = simulate(locate_weights(weights or model_uri()), processed_dir, seed)
    draw_curves(curves, reports_dir / "figures" / "robustness.png")
    text = json.dumps({name: [asdict(point) for point in points] for name, points in curves.items()}, indent=2) + "\n"
    (reports_dir / "robustness.json").write_text(text, encoding="utf-8", newline="\n")
    print(f"accuracy at severity {' '.join(map(str, SEVERITIES))}; * is noticed as drift")
    for name, points in curves.items():
        print(describe_curve(name, points))


if __name__ == "__main__":
    app()
