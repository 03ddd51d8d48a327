import subprocess
import sys
from pathlib import Path

from pkgname.models.checkpoint import load_model
from pkgname.models.model import Model

MODULE = "pkgname.scale.train_distributed"


def test_two_processes_train_one_model(processed_dir: Path, tmp_path: Path):
    path = tmp_path / "model.pt"
    words = ["--standalone", "--nproc-per-node", "2", "-m", MODULE]
    given = ["--epochs", "2", "--processed-dir", str(processed_dir), "--model-path", str(path)]
    done = subprocess.run(
        [sys.executable, "-m", "torch.distributed.run", *words, *given], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert "epoch 2/2" in done.stderr
    assert done.stderr.count("epoch 1/2") == 1
    assert isinstance(load_model(path), Model)
