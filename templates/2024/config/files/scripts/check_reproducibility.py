"""Check that a run is reproducible: train twice with one seed and once with another, and compare the weights.

Each run is a process of its own, as it is when you repeat a run tomorrow. Exit code 1: the runs are not reproducible.
"""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import torch

from pkgname.models.checkpoint import load_model

MODULE = "pkgname.train_model"


def train(seed: int, folder: Path) -> torch.Tensor:
    """Train for two epochs with the results in ``folder``, and return all weights in one vector."""
    path = folder / "model.pt"
    settings = {
        "seed": seed,
        "epochs": 2,
        "model_path": path.as_posix(),
        "reports_dir": folder.as_posix(),
        "hydra.run.dir": folder.as_posix(),
    }
    words = [f"{name}={value}" for name, value in settings.items()]
    if code := subprocess.run([sys.executable, "-m", MODULE, *words], check=False).returncode:
        sys.exit(code)  # the run itself has said what is wrong
    return torch.cat([parameter.detach().flatten() for parameter in load_model(path).parameters()])


def main() -> int:
    """Run the check. Weights are compared bit by bit: a small difference today is a large one after a hundred epochs."""
    with TemporaryDirectory() as folder:
        first, again, other = (
            train(seed, Path(folder, name)) for seed, name in ((1, "first"), (1, "again"), (2, "other"))
        )
    if not torch.equal(first, again):
        print("the same seed gave different weights: something uses random numbers that set_seed does not seed")
        return 1
    if torch.equal(first, other):
        print("another seed gave the same weights: the seed has no effect")
        return 1
    print("reproducible: the same seed gives the same weights, another seed gives different ones")
    return 0


if __name__ == "__main__":
    sys.exit(main())
