"""How far two samples are apart: the test of Kolmogorov and Smirnov, and the population stability index."""

import math

import numpy as np

BINS = 10


def order_missing(values: np.ndarray) -> np.ndarray:
    """Put missing values below all others, so that a change in how many are missing is a change like any other."""
    return np.where(np.isnan(values), -np.inf, values)


def kolmogorov_smirnov(reference: np.ndarray, current: np.ndarray) -> tuple[float, float]:
    """Compare two samples by the largest distance between their empirical distribution functions.

    N. Smirnov, "Table for estimating the goodness of fit of empirical distributions", Annals of Mathematical Statistics 19
    (1948). The p-value is the limit for large samples, with the correction for small ones of M. Stephens, "Use of the
    Kolmogorov-Smirnov, Cramer-von Mises and related statistics without extensive tables", Journal of the Royal Statistical
    Society B 32 (1970). Where values are equal, as with counts, the true p-value is smaller.

    Args:
        reference: ``(M,)`` numbers.
        current: ``(N,)`` numbers.

    Returns:
        The distance, from 0 to 1, and the probability of a larger one if both samples are of the same distribution.
    """
    reference, current = np.sort(order_missing(reference)), np.sort(order_missing(current))
    values = np.concatenate([reference, current])
    one, other = (np.searchsorted(sample, values, side="right") / len(sample) for sample in (reference, current))
    distance = float(np.abs(one - other).max())
    root = math.sqrt(len(reference) * len(current) / len(values))
    scaled = (root + 0.12 + 0.11 / root) * distance
    if scaled < 0.2:  # the series converges slowly there, and its sum is 1 to twelve digits
        return distance, 1.0
    tail = 2 * sum((-1) ** (k - 1) * math.exp(-2 * (k * scaled) ** 2) for k in range(1, 101))
    return distance, min(max(tail, 0.0), 1.0)


def choose_edges(reference: np.ndarray) -> np.ndarray:
    """Choose the inner edges of the bins: the deciles, or places between the values where there are few different ones.

    The first and the last edge enclose the reference, so that what lies outside its range, or is missing, has a bin of its
    own. So has a value that is several deciles at once, such as the zeros of a column that is mostly zero.
    """
    values = np.unique(reference[np.isfinite(reference)])
    if not len(values):
        return np.array([0.0])
    if len(values) > BINS:
        deciles, times = np.unique(
            np.quantile(reference[np.isfinite(reference)], np.arange(1, BINS) / BINS), return_counts=True
        )
        behind = np.nextafter(deciles[times > 1], np.inf)
        inner = np.union1d(deciles[deciles > values[0]], behind[behind < values[-1]])
    else:
        inner = (values[:-1] + values[1:]) / 2
    return np.concatenate([[np.nextafter(values[0], -np.inf)], inner, [np.nextafter(values[-1], np.inf)]])


def count_bins(values: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Count the values in each bin, ``(edges + 1,)``."""
    return np.bincount(np.searchsorted(edges, order_missing(values), side="right"), minlength=len(edges) + 1)


def stability_index(reference: np.ndarray, current: np.ndarray) -> float:
    """Compute the population stability index: the sum of (q - p) ln(q / p) over bins, with shares p before and q now.

    N. Siddiqi, "Credit Risk Scorecards" (2006), with the usual reading of below 0.1 as no change and above 0.2 or 0.25 as a
    change. It is the symmetric divergence of S. Kullback and R. Leibler (1951). Half an item is added to each bin, because an
    empty one has no logarithm.

    Args:
        reference: How many items of the reference are in each bin, ``(B,)``.
        current: The same of the current data.
    """
    shares = [(counts + 0.5) / (counts.sum() + 0.5 * len(counts)) for counts in (reference, current)]
    return float(((shares[1] - shares[0]) * np.log(shares[1] / shares[0])).sum())


def stability_p_value(index: float, reference: np.ndarray, current: np.ndarray) -> float:
    """Estimate how probable a larger index is if nothing has changed.

    B. Yurdakul and J. Naranjo, "Statistical properties of the population stability index", Journal of Risk Model Validation 14
    (2020): the index, divided by 1/M + 1/N, is about chi-square distributed with one degree of freedom less than bins. Its
    tail is that of a normal distribution after a cube root: E. Wilson and M. Hilferty, "The distribution of chi-square" (1931).
    """
    degrees = int(((reference + current) > 0).sum()) - 1
    if degrees < 1:
        return 1.0
    scaled = index / (1 / reference.sum() + 1 / current.sum())
    spread = 2 / (9 * degrees)
    return 0.5 * math.erfc(((scaled / degrees) ** (1 / 3) - (1 - spread)) / math.sqrt(2 * spread))
