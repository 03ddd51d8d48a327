"""Changes that data undergo, with a severity from 0, no change, to 1."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from pkgname.data import example_items
from pkgname.interfaces import Metadata

Perturbation = Callable[[np.ndarray, float, np.random.Generator], np.ndarray]
"""Changes stored rows ``(N, *input_shape)`` float32."""


def choose_perturbations(rows: np.ndarray, metadata: Metadata) -> dict[str, Perturbation]:
    """Choose what happens to data of this kind.

    Args:
        rows: Some rows as they are stored, ``(N, *input_shape)``; their spread is the unit of the noise.
        metadata: That of the same data.
    """
    (item,) = example_items(metadata)
    if isinstance(item, str):
        return {"word dropout": drop_words}
    noise = make_noise(rows)
    if rows.ndim == 4:
        return {"noise": noise, "darkness": darken}
    return {"noise": noise, "missing values": remove_values}


def make_noise(rows: np.ndarray) -> Perturbation:
    """Make normal noise: at severity 1 it varies as much as the values do; pixels stay within their range."""
    values = rows.astype(np.float32)
    axes = tuple(range(values.ndim)) if values.ndim == 4 else (0,)
    spread, low, high = np.nanstd(values, axis=axes), np.nanmin(values), np.nanmax(values)

    def add_noise(rows: np.ndarray, severity: float, generator: np.random.Generator) -> np.ndarray:
        noisy = rows + severity * spread * generator.standard_normal(rows.shape)
        return np.asarray(np.clip(noisy, low, high) if rows.ndim == 4 else noisy)

    return add_noise


def darken(rows: np.ndarray, severity: float, generator: np.random.Generator) -> np.ndarray:
    """Take light away: at severity 1 everything is black."""
    return rows * (1 - severity)


def remove_values(rows: np.ndarray, severity: float, generator: np.random.Generator) -> np.ndarray:
    """Remove each value with this probability."""
    return np.where(generator.random(rows.shape) < severity, np.nan, rows)


def drop_words(rows: np.ndarray, severity: float, generator: np.random.Generator) -> np.ndarray:
    """Drop each word of a text with this probability; the rows are counts on the scale of ``log1p``."""
    counts = np.expm1(rows).round().astype(np.int64)
    return np.asarray(np.log1p(generator.binomial(counts, 1 - severity)))


def perturb_item(item: Any, severity: float, generator: np.random.Generator) -> Any:
    """Change one item of the API, whatever it is made of: numbers shrink, and words are replaced by unknown ones."""
    if isinstance(item, str):
        words = item.split(" ")
        return " ".join(word[::-1] + "x" if generator.random() < severity else word for word in words)
    return shrink(item, 1 - 0.8 * severity)


def shrink(value: Any, factor: float) -> Any:
    """Multiply every number of nested lists and objects; whole numbers stay whole, and what is no number stays."""
    if isinstance(value, dict):
        return {name: shrink(one, factor) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [shrink(one, factor) for one in value]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return type(value)(value * factor)
