"""The measures that the verdict on drift compares: against tables, and on edges."""

import math

import numpy as np
import pytest

from pkgname.drift.measures import (
    choose_edges,
    count_bins,
    kolmogorov_smirnov,
    stability_index,
    stability_p_value,
)


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
