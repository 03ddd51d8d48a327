"""The features of an item, as it comes to the API or as it is stored in a split.

What an item is decides which features it has, so that they fit whatever ``data.py`` provides: texts and rows of a table are
described as they are, everything else by the array that the model reads.
"""

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import numpy as np

from pkgname.interfaces import Metadata

Features = dict[str, float | None]
"""The features of one item by their names; None is a missing value."""
MAX_COLUMNS = 100
"""An array of more numbers, such as the counts of a vocabulary, is described by its statistics and not number by number."""


def describe_item(item: Any, metadata: Metadata) -> Features:
    """Compute the features of an item that the API has taken.

    Args:
        item: What ``encode`` in ``data.py`` accepts.
        metadata: That of the data which the model was trained on.
    """
    if isinstance(item, dict) and metadata.features and set(metadata.features) <= set(item):
        return {name: plain(item[name]) for name in metadata.features}
    # Imported here: whoever only reads features needs no data.py and none of its packages.
    from pkgname.data import encode

    row = restore(np.asarray(encode(item, metadata), dtype=np.float32), metadata)
    if isinstance(item, str):
        return describe_text(item, metadata.features) | describe_values(row)
    return describe_row(row, metadata)


def describe_rows(rows: Iterable[np.ndarray], metadata: Metadata) -> Iterator[Features]:
    """Compute the features of items as ``preprocess`` has stored them, ``input_shape`` each, before they are normalised.

    They are those of ``describe_item``, but for texts, of which the arrays keep only the words.
    """
    from pkgname.data import example_items

    (example,) = example_items(metadata)
    is_text = isinstance(example, str)
    for row in rows:
        if has_columns(row, metadata) and not is_text:
            yield describe_row(row, metadata)
            continue
        # The way that an item takes, with its rounding: equal items have to have equal features.
        values = restore(metadata.normalise(np.array(row, dtype=np.float32)), metadata)
        yield describe_values(values) if is_text else describe_row(values, metadata)


def describe_row(row: np.ndarray, metadata: Metadata) -> Features:
    """Compute the features of an item by its array, ``input_shape``, before it is normalised."""
    if row.ndim == 3:
        return describe_image(row)
    if has_columns(row, metadata):
        return {name: plain(value) for name, value in zip(metadata.features, row.tolist(), strict=True)}
    return describe_values(row)


def has_columns(row: np.ndarray, metadata: Metadata) -> bool:
    """Say whether an array is a row of named numbers, few enough to look at each."""
    return row.shape == (len(metadata.features),) and len(row) <= MAX_COLUMNS


def restore(row: np.ndarray, metadata: Metadata) -> np.ndarray:
    """Undo the normalisation of one item, ``input_shape`` float32: the opposite of ``Metadata.normalise``."""
    if not metadata.mean:
        return row
    shape = (-1, *[1] * (row.ndim - 1))
    mean, std = (np.array(values, dtype=np.float32).reshape(shape) for values in (metadata.mean, metadata.std))
    restored: np.ndarray = row * std + mean
    restored[np.abs(restored) < 1e-5 * np.maximum(np.abs(mean), std)] = 0  # what rounding has left of a zero
    return restored


def describe_image(pixels: np.ndarray) -> Features:
    """Describe an image ``(C, H, W)``, in the unit of its pixels.

    Brightness is the mean, contrast the standard deviation, sharpness the mean difference between neighbours; saturation,
    of images in colour, is the mean difference between the highest and the lowest channel.
    """
    values = pixels.astype(np.float64)
    steps = [np.abs(np.diff(values, axis=axis)) for axis in (1, 2)]
    sharpness = [step.mean() for step in steps if step.size]
    features: Features = {
        "brightness": plain(values.mean()),
        "contrast": plain(values.std()),
        "sharpness": plain(np.mean(sharpness)) if sharpness else 0.0,
    }
    if len(values) > 1:
        features["saturation"] = plain((values.max(axis=0) - values.min(axis=0)).mean())
    return features


def describe_text(text: str, vocabulary: Sequence[str]) -> Features:
    """Describe a text: its length, its words, and the share of words that the model does not know."""
    words = re.findall(r"\w+", text.lower())
    known = set(vocabulary)
    features: Features = {
        "characters": float(len(text)),
        "words": float(len(words)),
        "word_length": plain(sum(map(len, words)) / max(len(words), 1)),
    }
    if known:
        features["unknown_words"] = plain(sum(word not in known for word in words) / max(len(words), 1))
    return features


def describe_values(row: np.ndarray) -> Features:
    """Describe an array of any shape by its statistics; a missing value, NaN, is left out."""
    values = row.astype(np.float64).ravel()
    values = values[np.isfinite(values)]
    if not values.size:
        return {"encoded_mean": None, "encoded_std": None, "encoded_max": None, "encoded_filled": None}
    sizes = np.abs(values)
    return {
        "encoded_mean": plain(values.mean()),
        "encoded_std": plain(values.std()),
        "encoded_max": plain(values.max()),
        "encoded_filled": plain((sizes > 0).mean()),
    }


def plain(value: Any) -> float | None:
    """Round a number to six digits, which is enough to compare; what is no finite number is missing."""
    try:
        number = float(value)
    except (TypeError, ValueError):
        return None
    return float(f"{number:.6g}") if math.isfinite(number) else None
