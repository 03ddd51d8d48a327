"""The commands that write the reference and the report on drift."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from pkgname.data import example_file, example_items
from pkgname.drift import page, reference, report
from pkgname.drift.current import describe_items, read_items
from pkgname.drift.table import FeatureTable
from pkgname.drift.verdict import (
    DRIFT,
    MIN_ROWS,
    NOT_ENOUGH,
    compare,
)
from pkgname.interfaces import Metadata
from pkgname.runtime import (
    INSTALL,
    InputError,
    MissingFileError,
)
from pkgname.splits import load_split

INVOKE = CliRunner().invoke


def numbers(count: int, seed: int = 0, mean: float = 0.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, 1, count)


def says(result: Any, words: str) -> bool:
    """Whether a command has ended with one line of these words."""
    with pytest.raises(SystemExit, match=words):
        raise result.exception
    return bool(result.exit_code == 1)


def test_the_reference_has_a_row_for_each_training_item(processed_dir: Path, metadata: Metadata) -> None:
    table = reference.describe_training(processed_dir)
    targets = load_split(processed_dir, "train").targets
    assert len(table) == len(targets)
    assert table.classes is not None
    assert table.classes.tolist() == [metadata.class_names[target] for target in targets]


def test_the_report_is_written_and_its_status_is_the_verdict(
    processed_dir: Path, metadata: Metadata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DRIFT_REFERENCE", raising=False)
    Path("item").write_bytes(example_file(metadata))
    options = ["--current", "item", "--processed-dir", str(processed_dir)]
    assert says(INVOKE(report.app, options), r"no reference at .*drift\.reference")
    assert INVOKE(reference.app, ["--processed-dir", str(processed_dir)]).exit_code == 0
    result = INVOKE(report.app, options)
    assert (result.exit_code, result.output.partition(":")[0]) == (0, NOT_ENOUGH)
    assert json.loads(Path("reports/drift/verdict.json").read_text(encoding="utf-8"))["status"] == NOT_ENOUGH
    assert "Not enough data" in Path("reports/drift/report.html").read_text(encoding="utf-8")
    names = reference.load_reference(reference.DEFAULT_URI).columns
    far = FeatureTable({name: np.full(MIN_ROWS, 1e6) for name in names})
    monkeypatch.setattr(report, "find_current", lambda *words: far)
    result = INVOKE(report.app, ["--no-html"])
    assert (result.exit_code, result.output.partition(":")[0]) == (report.STATUS_OF_DRIFT, DRIFT)


def test_what_is_missing_is_one_sentence(
    processed_dir: Path, metadata: Metadata, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DRIFT_REFERENCE", f"file:{tmp_path / 'reference.json'}")
    monkeypatch.delenv("PREDICTIONS_URI", raising=False)
    assert says(INVOKE(reference.app, ["--processed-dir", str(tmp_path)]), "data preprocess")
    assert INVOKE(reference.app, ["--processed-dir", str(processed_dir)]).exit_code == 0
    assert says(INVOKE(report.app, []), "export PREDICTIONS_URI")
    monkeypatch.setenv("PREDICTIONS_URI", f"file:{tmp_path / 'predictions'}")
    assert says(INVOKE(report.app, []), "no records in file:")
    with pytest.raises(MissingFileError, match="no data at"):
        read_items(tmp_path / "none", metadata)
    (tmp_path / "reference.json").write_text("[]", encoding="utf-8")
    assert says(INVOKE(report.app, []), "not a table")


def test_options_are_listed_without_loading_evidently() -> None:
    # On GitHub the help is coloured, and the colour of the first dash ends behind it.
    assert "-current" in INVOKE(report.app, ["--help"], env={"COLUMNS": "200"}).output


def test_a_package_that_is_missing_is_named() -> None:
    with pytest.raises(InputError, match=f"no_such_package .*{INSTALL}"):
        page.require("no_such_package.presets")


@pytest.mark.slow  # importing Evidently takes ten seconds
def test_evidently_leaves_out_a_column_without_a_number() -> None:
    nothing = FeatureTable({"a": numbers(60), "b": np.full(60, np.nan), "c": np.full(60, np.inf)})
    full = FeatureTable({name: numbers(60, seed=1) for name in "abc"})
    for reference_table, current in ((nothing, full), (full, nothing)):
        assert "<html" in page.write_page(reference_table, current, compare(reference_table, current))


@pytest.mark.slow  # importing Evidently takes ten seconds
def test_evidently_draws_each_column(metadata: Metadata) -> None:
    table = describe_items(example_items(metadata, 150, seed=3), metadata)
    classes = np.array(["x", "y"])[np.arange(len(table)) % 2]
    labelled = FeatureTable(table.columns, classes)
    verdict = compare(labelled, labelled)
    text = page.write_page(labelled, labelled, verdict)
    assert "<h1>No drift</h1>" in text
    assert len(text) > 1_000_000
    assert all(name in text for name in table.columns)
