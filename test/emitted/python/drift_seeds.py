"""How often the verdict is wrong, over twenty seeds: python drift_seeds.py <package>, in a repository with raw and processed data.

Prints the false alarms in resamples of the training split, those in items of the raw data that nobody has changed, and how many
shifted copies of such items are found.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

import numpy as np

SEEDS, ROWS = range(20), 60


def main(package: str) -> None:
    """Count over the seeds."""
    current, perturb, reference, verdict, interfaces = (
        import_module(f"{package}.{name}")
        for name in ("drift.current", "drift.perturb", "drift.reference", "drift.verdict", "interfaces")
    )
    table = reference.load_reference(reference.reference_uri())
    metadata = interfaces.Metadata.load("data/processed")
    items = current.read_items(Path("data/raw"), metadata)

    def judge(seed: int, severity: float | None) -> str:
        generator = np.random.default_rng(seed)
        if severity is None:
            sample = table.take(generator.integers(len(table), size=ROWS))
        else:
            chosen = [items[index] for index in generator.integers(len(items), size=ROWS)]
            sample = current.describe_items([perturb.perturb_item(item, severity, generator) for item in chosen], metadata)
        return verdict.compare(table, sample).status

    counts = {
        name: sum(judge(seed, severity) == verdict.DRIFT for seed in SEEDS)
        for name, severity in (("resampled", None), ("unchanged", 0.0), ("shifted", 1.0))
    }
    few = verdict.compare(table, table.take(np.arange(verdict.MIN_ROWS - 1))).status
    print(json.dumps({**counts, "seeds": len(SEEDS), "few": few}))


if __name__ == "__main__":
    main(sys.argv[1])
