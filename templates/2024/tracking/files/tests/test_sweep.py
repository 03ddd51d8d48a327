import json
import random
from pathlib import Path

import pytest

from pkgname.runtime import InputError
from pkgname.tracking import sweep as sweeps


def test_values_are_drawn_from_lists_and_distributions():
    generator = random.Random(0)
    assert sweeps.draw("a", {"values": [16, 32]}, generator) in (16, 32)
    assert 3 <= sweeps.draw("b", {"min": 3, "max": 5}, generator) <= 5
    rate = sweeps.draw("c", {"min": 0.001, "max": 0.1, "distribution": "log_uniform_values"}, generator)
    assert 0.001 <= rate <= 0.1


def test_a_parameter_without_numbers_is_named():
    with pytest.raises(InputError, match="rate"):
        sweeps.draw("rate", {"min": "1e-4", "max": 1}, random.Random(0))


def test_the_best_trial_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def run(words, check):
        (folder,) = (word.split("=")[1] for word in words if "reports" in word)
        rate = next(float(word.split("=")[1]) for word in words if "rate" in word)
        Path(folder).mkdir(parents=True)
        Path(folder, "metrics.json").write_text(json.dumps({"validation_loss": rate}))

    file = tmp_path / "sweep.yaml"
    file.write_text("metric: {name: validation_loss}\nparameters: {learning_rate: {min: 0.1, max: 0.9}}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("subprocess.run", run)
    said = sweeps.sweep(file, trials=4, seed=0)
    losses = [json.loads(path.read_text())["validation_loss"] for path in tmp_path.glob("multirun/*/*/metrics.json")]
    assert len(losses) == 4
    assert f"{min(losses):.4f}" in said


def test_a_file_that_is_no_sweep_is_named(tmp_path: Path):
    with pytest.raises(InputError, match=r"missing\.yaml"):
        sweeps.sweep(tmp_path / "missing.yaml", trials=1, seed=0)
