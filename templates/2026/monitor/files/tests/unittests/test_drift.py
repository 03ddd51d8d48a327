"""The verdict on drift, and the tables that it compares."""

from typing import Any

import numpy as np
import pytest

from pkgname.data import example_items
from pkgname.drift.current import describe_items
from pkgname.drift.perturb import perturb_item
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
from pkgname.runtime import InputError

SEEDS = range(20)


@pytest.fixture(scope="module")
def items(metadata: Metadata) -> list[Any]:
    return list(example_items(metadata, 150, seed=3))


@pytest.fixture(scope="module")
def table(items: list[Any], metadata: Metadata) -> FeatureTable:
    return describe_items(items, metadata)


def numbers(count: int, seed: int = 0, mean: float = 0.0) -> np.ndarray:
    return np.random.default_rng(seed).normal(mean, 1, count)


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
