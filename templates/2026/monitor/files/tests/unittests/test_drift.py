"""The verdict on drift, and the commands around it."""

import json
import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from typer.testing import CliRunner

from pkgname.data import example_file, example_items
from pkgname.drift import page, reference, report, simulate
from pkgname.drift.current import describe_items, read_items
from pkgname.drift.measures import (
    choose_edges,
    count_bins,
    kolmogorov_smirnov,
    stability_index,
    stability_p_value,
)
from pkgname.drift.perturb import (
    choose_perturbations,
    perturb_item,
)
from pkgname.drift.table import FeatureTable
from pkgname.drift.verdict import (
    DRIFT,
    MIN_ROWS,
    NO_DRIFT,
    NOT_ENOUGH,
    compare,
)
from pkgname.features.items import Features
from pkgname.interfaces import Metadata
from pkgname.runtime import InputError, MissingFileError
from pkgname.splits import load_split

SEEDS = range(20)
INVOKE = CliRunner().invoke


@pytest.fixture(scope="module")
def items(metadata: Metadata) -> list[Any]:
    return list(example_items(metadata, 150, seed=3))


@pytest.fixture(scope="module")
def table(items: list[Any], metadata: Metadata) -> FeatureTable:
    return describe_items(items, metadata)


def numbers(count: int, seed: int = 0, mean: float = 0.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, 1, count)


def test_the_distance_and_its_p_value_are_those_of_the_tables() -> None:
    distance, p_value = kolmogorov_smirnov(np.arange(10.0), np.arange(10.0) + 5)
    assert distance == pytest.approx(0.5)
    assert 0.05 < p_value < 0.2  # exactly: 0.168
    # For large samples, a distance of 1.358 over the root of the effective size has the p-value 0.05.
    size = 20_000
    shift = round(1.358 / math.sqrt(size / 2) * size)
    _, p_value = kolmogorov_smirnov(np.arange(float(size)), np.arange(float(size)) + shift)
    assert p_value == pytest.approx(0.05, abs=0.005)
    assert kolmogorov_smirnov(numbers(50), numbers(50)) == (0.0, 1.0)


def test_the_index_is_the_sum_over_bins() -> None:
    before, now = np.array([4999.5, 2999.5, 1999.5]), np.array([2999.5, 2999.5, 3999.5])
    expected = (0.3 - 0.5) * math.log(0.3 / 0.5) + (0.4 - 0.2) * math.log(0.4 / 0.2)
    assert stability_index(before, now) == pytest.approx(expected, abs=1e-3)
    assert stability_index(before, before) == 0


def test_the_p_value_of_the_index_is_that_of_chi_square() -> None:
    counts = np.full(11, 100)
    index = 18.307 * (1 / counts.sum() + 1 / counts.sum())  # the 95th percentile with ten degrees of freedom
    assert stability_p_value(index, counts, counts) == pytest.approx(0.05, abs=0.002)
    assert stability_p_value(0.0, np.array([5]), np.array([7])) == 1.0


@pytest.mark.parametrize("values", [np.zeros(50), np.arange(50.0) % 3, numbers(500), np.full(9, np.nan)])
def test_bins_hold_everything_and_keep_what_is_outside_apart(values: np.ndarray) -> None:
    edges = choose_edges(values)
    counts = count_bins(np.concatenate([values, [1e9, -1e9, np.nan]]), edges)
    assert counts.sum() == len(values) + 3
    assert counts[-1] == 1
    assert counts[0] == 2 + np.isnan(values).sum()


@pytest.mark.parametrize("rows", [MIN_ROWS, 100, 1000])
def test_no_drift_in_a_resample(rows: int, table: FeatureTable) -> None:
    generators = [np.random.default_rng(seed) for seed in SEEDS]
    verdicts = [compare(table, table.take(generator.integers(len(table), size=rows))) for generator in generators]
    assert sum(verdict.status == DRIFT for verdict in verdicts) <= 1  # one in a hundred is expected


@pytest.mark.parametrize("seed", SEEDS)
def test_drift_in_a_shifted_copy(seed: int, items: list[Any], table: FeatureTable, metadata: Metadata) -> None:
    generator = np.random.default_rng(seed)
    chosen = [items[index] for index in generator.integers(len(items), size=60)]
    shifted = describe_items([perturb_item(item, 1.0, generator) for item in chosen], metadata)
    verdict = compare(table, shifted)
    assert verdict.status == DRIFT
    assert verdict.drifted


def test_too_few_rows_are_not_judged(table: FeatureTable) -> None:
    far = FeatureTable({name: values + 1e6 for name, values in table.columns.items()})
    for rows in (0, 1, MIN_ROWS - 1):
        verdict = compare(table, far.take(np.arange(rows)))
        assert (verdict.status, verdict.rows, verdict.features) == (NOT_ENOUGH, rows, ())
    assert compare(table, far.take(np.arange(MIN_ROWS))).status == DRIFT


def test_values_that_begin_to_be_missing_are_drift() -> None:
    table = FeatureTable({"a": numbers(200)})
    holes = FeatureTable({"a": np.where(np.arange(100) % 2, np.nan, numbers(100, seed=1))})
    assert compare(table, holes).status == DRIFT


def test_a_value_that_was_nearly_always_there_and_is_gone_is_drift() -> None:
    generator = np.random.default_rng(0)
    zeros = FeatureTable({"a": np.where(generator.random(2000) < 0.93, 0.0, generator.random(2000))})
    assert compare(zeros, zeros.take(np.arange(500))).status == NO_DRIFT
    assert compare(zeros, FeatureTable({"a": generator.random(500)})).status == DRIFT


def test_a_feature_that_some_items_do_not_have_is_compared_and_missing_there() -> None:
    table = FeatureTable({"a": numbers(200), "b": numbers(200, seed=1)})
    rows: list[Features] = [
        {"a": float(a), "b": float(b)} for a, b in zip(numbers(60, seed=2), numbers(60, seed=3), strict=True)
    ]
    current = FeatureTable.from_features([*rows, {"a": 0.0}, {"other": 1.0}])
    verdict = compare(table, current)
    assert ([one.name for one in verdict.features], verdict.status) == (["a", "b"], NO_DRIFT)
    assert compare(table, FeatureTable({"a": numbers(60)})).drifted == ("b",)


def test_classes_that_come_more_often_are_drift() -> None:
    names = np.array(["a", "b"])
    table = FeatureTable({"x": numbers(400)}, names[np.arange(400) % 2])
    same = FeatureTable({"x": numbers(100, seed=1)}, names[np.arange(100) % 2])
    other = FeatureTable(same.columns, names[(np.arange(100) % 10 == 0).astype(int)])
    assert compare(table, same).status == NO_DRIFT
    assert compare(table, other).drifted == ("predicted class",)


def test_data_of_other_features_are_refused(table: FeatureTable) -> None:
    with pytest.raises(InputError, match=r"drift\.reference"):
        compare(table, FeatureTable({"something else": numbers(50)}))


def test_a_table_comes_back_as_it_was() -> None:
    table = FeatureTable({"a": np.array([1.0, np.nan])}, np.array(["x", "y"]))
    back = FeatureTable.from_json(table.to_json())
    assert back.to_json() == table.to_json()
    assert len(back) == 2
    spoilt = [
        '{"columns": {}}',
        '{"columns": {"a": []}}',
        '{"columns": {"a": [[1]]}}',
        '{"columns": {"a": [1], "b": []}}',
    ]
    for text in ["[]", *(one.replace("}}", '}, "classes": null}') for one in spoilt), "[" * 100_000]:
        with pytest.raises(ValueError, match="not a table"):
            FeatureTable.from_json(text)


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


def says(result: Any, words: str) -> bool:
    """Whether a command has ended with one line of these words."""
    with pytest.raises(SystemExit, match=words):
        raise result.exception
    return bool(result.exit_code == 1)


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
    with pytest.raises(InputError, match="pip install no_such_package"):
        page.require("no_such_package.presets")


@pytest.mark.slow  # importing Evidently takes ten seconds
def test_evidently_leaves_out_a_column_without_a_number() -> None:
    nothing = FeatureTable({"a": numbers(60), "b": np.full(60, np.nan), "c": np.full(60, np.inf)})
    full = FeatureTable({name: numbers(60, seed=1) for name in "abc"})
    for reference_table, current in ((nothing, full), (full, nothing)):
        assert "<html" in page.write_page(reference_table, current, compare(reference_table, current))


@pytest.mark.slow  # importing Evidently takes ten seconds
def test_evidently_draws_each_column(table: FeatureTable) -> None:
    classes = np.array(["x", "y"])[np.arange(len(table)) % 2]
    labelled = FeatureTable(table.columns, classes)
    verdict = compare(labelled, labelled)
    text = page.write_page(labelled, labelled, verdict)
    assert "<h1>No drift</h1>" in text
    assert len(text) > 1_000_000
    assert all(name in text for name in table.columns)


def test_a_change_of_severity_zero_changes_nothing(processed_dir: Path, metadata: Metadata, items: list[Any]) -> None:
    data = simulate.Items.load(load_split(processed_dir, "test"))
    generator = np.random.default_rng(0)
    perturbations = choose_perturbations(data.rows, metadata)
    for perturb in perturbations.values():
        np.testing.assert_allclose(perturb(data.rows, 0.0, generator), data.rows, atol=1e-5)
        assert perturb(data.rows, 1.0, generator).shape == data.rows.shape
    assert perturb_item(items[0], 0.0, generator) == items[0]
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


def severities(points: Sequence[dict[str, float]]) -> tuple[float, ...]:
    return tuple(point["severity"] for point in points)
