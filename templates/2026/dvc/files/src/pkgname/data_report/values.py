"""Statistics of values that are read chunk by chunk."""

import numpy as np


class Values:
    """Statistics of each channel or column, ``(channels,)``, updated chunk by chunk; a missing value is NaN.

    Args:
        shift: Is subtracted before squaring, so that large values with small differences keep their digits.
    """

    def __init__(self, shift: np.ndarray) -> None:
        self.shift = shift
        self.count, self.missing = (np.zeros(len(self.shift), dtype=np.int64) for _ in range(2))
        self.sums, self.squares = (np.zeros(len(self.shift)) for _ in range(2))
        self.low, self.high = np.full(len(self.shift), np.inf), np.full(len(self.shift), -np.inf)

    def add(self, rows: np.ndarray) -> None:
        """Add rows ``(N, channels, values per channel)`` float64."""
        shifted = rows - self.shift[:, None]
        self.missing += np.isnan(rows).sum(axis=(0, 2))
        self.count += (~np.isnan(rows)).sum(axis=(0, 2))
        self.sums += np.nansum(shifted, axis=(0, 2))
        self.squares += np.nansum(shifted**2, axis=(0, 2))
        self.low = np.fmin(self.low, np.fmin.reduce(rows, axis=(0, 2)))
        self.high = np.fmax(self.high, np.fmax.reduce(rows, axis=(0, 2)))

    def mean(self) -> np.ndarray:
        """Return the means."""
        return self.shift + self.sums / np.maximum(self.count, 1)

    def std(self) -> np.ndarray:
        """Return the standard deviations."""
        count = np.maximum(self.count, 1)
        return np.sqrt(np.maximum(self.squares / count - (self.sums / count) ** 2, 0))
