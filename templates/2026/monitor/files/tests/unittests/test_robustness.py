"""Changes of the test split, and the curves of the accuracy on what they make of it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from pkgname.data import example_items
from pkgname.drift import report, simulate
from pkgname.drift.perturb import (
    choose_perturbations,
    perturb_item,
)
from pkgname.interfaces import Metadata
from pkgname.splits import load_split

INVOKE = CliRunner().invoke


def says(result: Any, words: str) -> bool:
    """Whether a command has ended with one line of these words."""
    with pytest.raises(SystemExit, match=words):
        raise result.exception
    return bool(result.exit_code == 1)


def severities(points: Sequence[dict[str, float]]) -> tuple[float, ...]:
    return tuple(point["severity"] for point in points)


def test_a_change_of_severity_zero_changes_nothing(processed_dir: Path, metadata: Metadata) -> None:
    data = simulate.Items.load(load_split(processed_dir, "test"))
    generator = np.random.default_rng(0)
    perturbations = choose_perturbations(data.rows, metadata)
    for perturb in perturbations.values():
        np.testing.assert_allclose(perturb(data.rows, 0.0, generator), data.rows, atol=1e-5)
        assert perturb(data.rows, 1.0, generator).shape == data.rows.shape
    (item,) = example_items(metadata)
    assert perturb_item(item, 0.0, generator) == item
    shifted = simulate.shift_labels(data, 1.0, seed=0)
    assert set(shifted.targets.tolist()) == {data.targets.min()}


def test_curves_begin_at_the_accuracy_of_the_test_split(weights: Path, processed_dir: Path, tmp_path: Path) -> None:
    options = ["--weights", f"file:{weights}", "--processed-dir", str(processed_dir), "--reports-dir", str(tmp_path)]
    result = INVOKE(simulate.app, options)
    assert result.exit_code == 0, result.output
    curves = json.loads((tmp_path / "robustness.json").read_text(encoding="utf-8"))
    assert simulate.LABEL_SHIFT in curves
    assert len(curves) >= 2
    assert len({points[0]["accuracy"] for points in curves.values()}) == 1
    assert all(severities(points) == simulate.SEVERITIES for points in curves.values())
    assert (tmp_path / "figures" / "robustness.png").stat().st_size > 1000


def test_weights_of_other_classes_and_a_folder_that_is_a_file_are_named(
    weights: Path, processed_dir: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = ["--weights", f"file:{weights}", "--processed-dir", str(processed_dir), "--reports-dir", str(tmp_path)]
    load = Metadata.load
    monkeypatch.setattr(Metadata, "load", lambda folder: replace(load(folder), class_names=("other",)))
    assert says(INVOKE(simulate.app, options), "trained on other data")
    (tmp_path / "file").write_text("", encoding="utf-8")
    for app in (simulate.app, report.app):
        assert says(INVOKE(app, ["--reports-dir", str(tmp_path / "file" / "reports")]), "cannot be used")
