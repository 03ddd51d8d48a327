"""The features of many items, column by column."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pkgname.features.items import Features


@dataclass(frozen=True)
class FeatureTable:
    """The features of a set of items.

    Attributes:
        columns: The values of each feature, ``(rows,)`` float64; NaN is a missing value.
        classes: The class of each item, ``(rows,)`` of names; None where nobody has said it.
    """

    columns: dict[str, np.ndarray]
    classes: np.ndarray | None = None

    @classmethod
    def from_features(cls, features: Iterable[Features], classes: Sequence[str] | None = None) -> FeatureTable:
        """Put the features of items together; one that an item does not have is missing there."""
        rows = list(features)
        names = dict.fromkeys(name for row in rows for name in row)
        columns = {name: np.array([row.get(name) for row in rows], dtype=np.float64) for name in names}
        return cls(columns, None if classes is None else np.array(classes, dtype=str))

    def __len__(self) -> int:
        lengths = [len(values) for values in self.columns.values()]
        return lengths[0] if lengths else 0 if self.classes is None else len(self.classes)

    def take(self, indices: np.ndarray) -> FeatureTable:
        """Return some of the rows."""
        columns = {name: values[indices] for name, values in self.columns.items()}
        return FeatureTable(columns, None if self.classes is None else self.classes[indices])

    def to_json(self) -> str:
        """Write the table as JSON, in which null is a missing value."""
        columns = {
            name: [None if np.isnan(value) else value for value in values.tolist()]
            for name, values in self.columns.items()
        }
        classes = None if self.classes is None else self.classes.tolist()
        return json.dumps({"columns": columns, "classes": classes}, ensure_ascii=False, allow_nan=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> FeatureTable:
        """Read what ``to_json`` has written; anything else is a ``ValueError``."""
        try:
            values: dict[str, Any] = json.loads(text)
            columns = {name: np.array(column, dtype=np.float64) for name, column in values["columns"].items()}
            classes = None if values["classes"] is None else np.array(values["classes"], dtype=str)
        except (TypeError, KeyError, AttributeError, RecursionError) as error:
            raise ValueError(f"not a table of features ({error})") from error
        shapes = {values.shape for values in [*columns.values(), *([] if classes is None else [classes])]}
        if not columns or len(shapes) != 1 or any(len(shape) != 1 or shape[0] == 0 for shape in shapes):
            raise ValueError("not a table of features (its columns have to be of one length)")
        return cls(columns, classes)
