"""The verdict: which features drift, by two measures that have to agree."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

import numpy as np

from pkgname.drift.measures import (
    choose_edges,
    count_bins,
    kolmogorov_smirnov,
    stability_index,
    stability_p_value,
)
from pkgname.drift.table import FeatureTable
from pkgname.runtime import COMMAND, InputError

MIN_ROWS = 30
"""With fewer rows, both measures depend more on chance than on the data."""
P_VALUE = 0.01
"""Of a hundred reports on data that have not changed, about one may say drift: each of k features gets a k-th of it."""
INDEX = 0.2
"""The population stability index from which a change is worth looking at. The p-value alone calls any change of many rows one."""
CLASS = "predicted class"
DRIFT, NO_DRIFT, NOT_ENOUGH = "drift", "no drift", "not enough data"


@dataclass(frozen=True)
class FeatureVerdict:
    """How far one feature has moved.

    Attributes:
        name: The feature; ``predicted class`` is compared with the classes of the training split.
        distance: That of Kolmogorov and Smirnov; None for the class, whose values have no order.
        p_value: The probability of such a distance by chance.
        index: The population stability index.
        drift: Whether the p-value is small and the index large.
    """

    name: str
    distance: float | None
    p_value: float
    index: float
    drift: bool


@dataclass(frozen=True)
class Verdict:
    """Whether current data are still like the reference."""

    status: str
    rows: int
    reference_rows: int
    drifted: tuple[str, ...]
    features: tuple[FeatureVerdict, ...]

    def to_json(self) -> str:
        """Write the verdict, with the thresholds, as JSON."""
        thresholds = {"rows": MIN_ROWS, "p_value": P_VALUE, "index": INDEX}
        return json.dumps(asdict(self) | {"thresholds": thresholds}, indent=2, ensure_ascii=False) + "\n"

    def describe(self) -> str:
        """Write the verdict as lines for a terminal."""
        lines = [f"{self.status}: {self.rows} rows, compared with {self.reference_rows} of the training split"]
        for one in self.features:
            distance = "" if one.distance is None else f"distance {one.distance:.2f}, "
            measures = f"{distance}p-value {one.p_value:.2g}, stability index {one.index:.2f}"
            lines.append(f"  {'DRIFT' if one.drift else 'ok   '} {one.name}: {measures}")
        return "\n".join(lines)


def compare(reference: FeatureTable, current: FeatureTable) -> Verdict:
    """Compare current data with the reference.

    Raises:
        InputError: They have no feature in common.
    """
    if len(current) < MIN_ROWS:
        return Verdict(NOT_ENOUGH, len(current), len(reference), (), ())
    current = align(reference, current)
    names = list(reference.columns)
    has_classes = reference.classes is not None and current.classes is not None
    allowed = P_VALUE / (len(names) + has_classes)
    features = [compare_feature(name, reference.columns[name], current.columns[name], allowed) for name in names]
    if reference.classes is not None and current.classes is not None:
        features.append(compare_classes(reference.classes, current.classes, allowed))
    drifted = tuple(one.name for one in features if one.drift)
    return Verdict(DRIFT if drifted else NO_DRIFT, len(current), len(reference), drifted, tuple(features))


def align(reference: FeatureTable, current: FeatureTable) -> FeatureTable:
    """Give current data the features of the reference: one that they do not have is missing in every row."""
    if not any(name in current.columns for name in reference.columns):
        raise InputError(
            f"the reference has other features ({', '.join(reference.columns)}) than these data. "
            f"Make it again with: {COMMAND}.drift.reference"
        )
    missing = np.full(len(current), np.nan)
    return FeatureTable({name: current.columns.get(name, missing) for name in reference.columns}, current.classes)


def compare_feature(name: str, reference: np.ndarray, current: np.ndarray, allowed: float) -> FeatureVerdict:
    """Compare the values of one feature, ``(M,)`` and ``(N,)``."""
    distance, p_value = kolmogorov_smirnov(reference, current)
    edges = choose_edges(reference)
    index = stability_index(count_bins(reference, edges), count_bins(current, edges))
    return FeatureVerdict(name, distance, p_value, index, p_value < allowed and index >= INDEX)


def compare_classes(reference: np.ndarray, current: np.ndarray, allowed: float) -> FeatureVerdict:
    """Compare how often each class is there."""
    names = np.unique(np.concatenate([reference, current]))
    counts = [(values[:, None] == names).sum(axis=0) for values in (reference, current)]
    index = stability_index(*counts)
    p_value = stability_p_value(index, *counts)
    return FeatureVerdict(CLASS, None, p_value, index, p_value < allowed and index >= INDEX)
