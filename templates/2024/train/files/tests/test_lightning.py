from pathlib import Path

from pkgname.train_model import train
from tests.conftest import make_settings


def test_lightning_saves_the_weights_of_the_best_epoch(processed_dir: Path, tmp_path: Path):
    history = train(make_settings(processed_dir, tmp_path))
    assert [epoch.number for epoch in history] == [1, 2]
    assert (tmp_path / "model-best.ckpt").is_file()
