"""Write what a training has learned as Markdown: ``python scripts/model_report.py``. A workflow comments it on a pull request."""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPORTS = Path("reports")


def describe_epochs(metrics: dict[str, list[dict[str, float]]]) -> Iterator[str]:
    """Write a row for each epoch."""
    rows = metrics["history"]
    names = list(rows[0])
    yield f"| {' | '.join(name.replace('_', ' ') for name in names)} |"
    yield f"|{'---|' * len(names)}"
    for row in rows:
        yield f"| {' | '.join(f'{row[name]:.4g}' for name in names)} |"


def describe_classes(predictions: list[dict[str, str]]) -> Iterator[str]:
    """Write for each class how many test images are right, and what the others were taken for."""
    yield "| class | right | taken for |"
    yield "|---|---|---|"
    for label in sorted({row["label"] for row in predictions}):
        found = Counter(row["prediction"] for row in predictions if row["label"] == label)
        wrong = ", ".join(f"{name} ({count})" for name, count in found.most_common() if name != label)
        yield f"| {label} | {found[label]} of {found.total()} | {wrong} |"


def main() -> None:
    """Print the report."""
    try:
        metrics = json.loads((REPORTS / "metrics.json").read_text(encoding="utf-8"))
        with (REPORTS / "predictions.csv").open(encoding="utf-8", newline="") as file:
            predictions = list(csv.DictReader(file))
    except OSError as error:
        sys.exit(f"error: {error}. Make it with: make train, then make predict")
    right = sum(row["label"] == row["prediction"] for row in predictions)
    lines = [
        "## What the model has learned",
        "",
        f"{right} of {len(predictions)} test images are right.",
        "",
        *describe_classes(predictions),
        "",
        *describe_epochs(metrics),
    ]
    print("\n".join(lines))


if __name__ == "__main__":
    main()
