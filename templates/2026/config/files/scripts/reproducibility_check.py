"""Check that a run is reproducible: train twice with one seed and once with another, and compare the weights.

Each run is a process of its own, as it is when you repeat a run tomorrow. Exit code 1: the runs are not reproducible.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

MODULE = "pkgname.train"


def train(seed: int, folder: Path) -> dict[str, torch.Tensor]:
    """Train for two epochs with the results in ``folder``, and return the weights."""
    settings = {"seed": seed, "epochs": 2, "model_path": folder / "model.pth", "reports_dir": folder / "reports"}
    overrides = [f"{name}={value.as_posix() if isinstance(value, Path) else value}" for name, value in settings.items()]
    if code := subprocess.run([sys.executable, "-m", MODULE, *overrides], check=False).returncode:
        sys.exit(code)  # the run itself has said what is wrong
    weights: dict[str, torch.Tensor] = torch.load(folder / "model.pth", weights_only=True)["weights"]
    return weights


def is_equal(one: dict[str, torch.Tensor], other: dict[str, torch.Tensor]) -> bool:
    """Compare weights bit by bit: a small difference today is a large one after a hundred epochs."""
    return one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def main() -> int:
    """Run the check."""
    with TemporaryDirectory() as folder:
        first, again, other = (
            train(seed, Path(folder) / name) for seed, name in ((1, "first"), (1, "again"), (2, "other"))
        )
    if not is_equal(first, again):
        print("the same seed gave different weights: something uses random numbers that set_seed does not seed")
        return 1
    if is_equal(first, other):
        print("another seed gave the same weights: the seed has no effect")
        return 1
    print("reproducible: the same seed gives the same weights, another seed gives different ones")
    return 0


if __name__ == "__main__":
    sys.exit(main())
