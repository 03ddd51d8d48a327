from pathlib import Path

import torch
from click.testing import CliRunner

from pkgname.data.splits import load_split
from pkgname.drift import report
from pkgname.drift.features import (
    change_images,
    compute_features,
)
from pkgname.drift.robustness import measure
from pkgname.models.model import Model


def test_dark_images_are_less_bright():
    images = torch.rand(10, 1, 8, 8)
    before, after = compute_features(images), compute_features(change_images(images, darkness=0.5))
    assert all(dark < bright for dark, bright in zip(after["brightness"], before["brightness"], strict=True))


def test_a_change_of_nothing_changes_nothing():
    images = torch.rand(10, 1, 8, 8)
    assert torch.equal(change_images(images), images)


def test_drift_is_found_where_images_are_darker_and_nowhere_else(tmp_path: Path):
    torch.manual_seed(0)  # one sample in a hundred differs by chance
    reference, same = torch.rand(200, 1, 8, 8), torch.rand(200, 1, 8, 8)
    page = tmp_path / "report.html"
    assert all(value > 0.01 for value in report.compare(reference, same, page).values())
    assert report.compare(reference, change_images(same, darkness=0.5), page)["brightness"] < 0.001
    assert page.stat().st_size > 10_000


def test_images_of_a_folder_can_be_compared(raw_dir: Path, processed_dir: Path, tmp_path: Path):
    given = [str(raw_dir), "--processed-dir", str(processed_dir), "--page", str(tmp_path / "report.html")]
    done = CliRunner().invoke(report.main, given)
    assert done.exit_code == 0, done.output
    assert "brightness is as before" in done.output


def test_the_accuracy_is_measured_at_each_severity(model: Model, processed_dir: Path):
    curves = measure(model, load_split(processed_dir, "test"))
    assert set(curves) == {"darkness", "noise"}
    assert curves["noise"][0] > 0.9
    assert all(0 <= value <= 1 for values in curves.values() for value in values)
