import re
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from pkgname.data_report.__main__ import app
from pkgname.data_report.figures import FIGURES
from pkgname.data_report.markdown import write_report
from pkgname.data_report.summary import (
    SPLITS,
    count_classes,
    summarise,
)
from pkgname.interfaces import Metadata
from pkgname.splits import load_split, write_splits


def make_words(folder: Path, names: tuple[str, ...]) -> Path:
    """Write word counts, five items of each class; most counts are 0."""
    rows = np.eye(len(names) * 5, dtype=np.float32)
    labels, words = [name for name in names for _ in range(5)], [f"word{index}" for index in range(len(rows))]
    write_splits(folder, labels, lambda index: rows[index], words)
    return folder


def test_the_counts_are_those_of_the_targets(processed_dir: Path) -> None:
    summary = summarise(processed_dir)
    for split in SPLITS:
        targets = load_split(processed_dir, split).targets.tolist()
        counts = summary.splits[split].counts.tolist()
        assert counts == [targets.count(index) for index in range(len(summary.metadata.class_names))]
        assert len(summary.splits[split].items) == len(targets)


def test_the_statistics_are_those_of_the_metadata(processed_dir: Path, metadata: Metadata) -> None:
    values = summarise(processed_dir).splits["train"].values
    assert values.mean() == pytest.approx(metadata.mean, rel=1e-4, abs=1e-6)
    assert (values.low <= values.mean()).all()
    assert (values.mean() <= values.high).all()


def test_missing_values_are_counted_and_left_out(tmp_path: Path) -> None:
    rows = np.array([[1, 5], [2, np.nan], [3, 5], [4, np.nan], [5, 5], [6, np.nan]], dtype=np.float32)
    write_splits(tmp_path, list("aaabbb"), lambda index: rows[index], ["x", "y"])
    summary = summarise(tmp_path)
    assert summary.kind == "table"
    assert sum(summary.splits[split].values.missing[1] for split in SPLITS) == 3
    assert summary.splits["train"].values.mean()[1] == 5
    assert not np.isnan(summary.splits["train"].items).any()


def test_word_counts_are_described_by_their_number(tmp_path: Path) -> None:
    summary = summarise(make_words(tmp_path, ("a", "b")))
    assert summary.kind == "texts"
    assert set(summary.splits["train"].items) == {1.0}


def test_the_report_links_to_figures_that_exist(processed_dir: Path, tmp_path: Path) -> None:
    options = ["--processed-dir", str(processed_dir), "--reports-dir", str(tmp_path), "--note", "Made for a test."]
    assert CliRunner().invoke(app, options).exit_code == 0
    text = (tmp_path / "data_statistics.md").read_text(encoding="utf-8")
    links = re.findall(r"\]\((figures/[^)]*)\)", text)
    assert len(links) == len(FIGURES) == 3
    assert all((tmp_path / link).stat().st_size > 0 for link in links)
    assert text.startswith("> Made for a test.")
    assert text.count("```mermaid") == 2


def test_the_change_against_other_data_is_shown(processed_dir: Path) -> None:
    before = count_classes(processed_dir)
    summary = summarise(processed_dir)
    first = min(before)
    report = write_report(summary, [], {**before, first: before[first] - 2, "gone": 3})
    assert re.search(rf"`{first}`.* {before[first] - 2} \| \+2 \|", report)
    assert "| `gone` | 0 | 0 | 0 | 3 | -3 |" in report


def test_a_name_can_contain_anything(tmp_path: Path) -> None:
    summary = summarise(make_words(tmp_path, ('a|`b`"', "@everyone", "line\nbreak")))
    report = write_report(summary, [], None)
    assert "`a\\|'b''`" in report
    assert "`line break`" in report
    assert '"@everyone"' in report


def test_many_classes_are_cut_to_the_largest(tmp_path: Path) -> None:
    report = write_report(summarise(make_words(tmp_path, tuple(f"class {index}" for index in range(30)))), [], None)
    assert "... and 10 smaller classes" in report
    assert "... of 150, those with the highest mean" in report
