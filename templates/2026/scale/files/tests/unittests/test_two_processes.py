"""Two processes on this machine, started as for a training on several GPUs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pkgname.checkpoint import load_checkpoint
from pkgname.scale.processes import fingerprint

SCRIPT = """
import sys
from pathlib import Path
from pkgname.config import TrainConfig
from pkgname.scale.processes import Processes, fingerprint
from pkgname.scale.together import prepare, train_together

processes = Processes.join()
folder, processed_dir = sys.argv[1:]
config = TrainConfig(
    epochs=2,
    device="cpu",
    processed_dir=processed_dir,
    model_path=f"{folder}/of-{processes.rank}/model.pth",
    reports_dir=f"{folder}/of-{processes.rank}",
)
run = prepare(config, processes)
train_together(run, config, processes)
Path(folder, f"weights-{processes.rank}").write_text(fingerprint(run.model))
"""
"""Trains, each process with a folder of its own, so that it is seen which one writes; then each tells its weights."""


@pytest.mark.slow
def test_two_processes_end_with_equal_weights_and_one_of_them_writes(processed_dir: Path, tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    launch = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "WANDB_MODE": "disabled"}
    subprocess.run([*launch, str(script), str(tmp_path), str(processed_dir)], check=True, env=environment, cwd=tmp_path)
    first, second = ((tmp_path / f"weights-{rank}").read_text(encoding="utf-8") for rank in (0, 1))
    assert first == second
    assert fingerprint(load_checkpoint(tmp_path / "of-0" / "model.pth").model) == first
    assert (tmp_path / "of-0" / "metrics.json").is_file()
    assert not (tmp_path / "of-1").exists()
