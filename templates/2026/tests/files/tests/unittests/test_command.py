from pathlib import Path

import pytest

from pkgname.data import make_example_data, preprocess
from pkgname.dataset import PROCESSED_DIR
from pkgname.train import run


def test_the_command_trains(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit, match="data preprocess"):
        run()
    make_example_data(Path("raw"))
    preprocess(Path("raw"), PROCESSED_DIR)
    run(epochs=1, batch_size=8)
    assert Path("models/model.pth").is_file()
    assert Path("reports/metrics.json").is_file()
