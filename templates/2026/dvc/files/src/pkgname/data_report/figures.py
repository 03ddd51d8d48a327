"""The figures of the report: items per class, the distribution of the items, and what the classes look like."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from pkgname.data_report.summary import (
    ITEM_VALUES,
    MAX_CLASSES,
    SPLITS,
    Summary,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FIGURES = {
    "data_classes.png": "items of each class",
    "data_items.png": "distribution of the items",
    "data_means.png": "mean of each class",
}
MAX_COLUMNS = 20


def draw_figures(summary: Summary, folder: Path) -> list[Path]:
    """Save the three figures, and return their paths in the order of ``FIGURES``."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / name for name in FIGURES]
    for path, draw in zip(paths, (draw_classes, draw_items, draw_means), strict=True):
        figure = Figure(figsize=(8, 5), layout="constrained")
        if draw is draw_means and summary.kind == "arrays":
            draw_mean_arrays(summary, list(figure.subplots(*grid(summary), squeeze=False).flat))
        else:
            draw(summary, figure.subplots())
        figure.suptitle(FIGURES[path.name].capitalize())
        figure.savefig(path)
    return paths


def draw_classes(summary: Summary, axes: Axes) -> None:
    """Draw the items of each class, one split on top of the other."""
    names = summary.metadata.class_names[:MAX_CLASSES]
    bottom = np.zeros(len(names))
    for split in SPLITS:
        counts = summary.splits[split].counts[:MAX_CLASSES]
        axes.bar(names, counts, bottom=bottom, label=split)
        bottom = bottom + counts
    axes.set(ylabel="items")
    axes.tick_params("x", rotation=45)
    axes.legend(loc="upper left", bbox_to_anchor=(1, 1))


def draw_items(summary: Summary, axes: Axes) -> None:
    """Draw the distribution of one number per item, in both splits, each with an area of 1."""
    bins = np.histogram_bin_edges(np.concatenate([summary.splits[split].items for split in SPLITS]), bins=30)
    for split in SPLITS:
        axes.hist(summary.splits[split].items, bins=list(bins), density=True, alpha=0.6, label=split)
    axes.set(xlabel=ITEM_VALUES[summary.kind], ylabel="density")
    axes.legend()


def draw_means(summary: Summary, axes: Axes) -> None:
    """Draw the mean of each column in each class; of many columns those in which the classes differ most."""
    values = summary.splits["train"].values
    mean, std = values.mean(), np.maximum(values.std(), 1e-12)
    distance = np.nan_to_num((summary.splits["train"].class_means - mean) / std)  # (classes, columns)
    chosen = np.sort(np.argsort(-np.abs(distance).max(axis=0), kind="stable")[:MAX_COLUMNS])
    shown = distance[:, chosen]
    limit = max(np.abs(shown).max(), 1e-12)
    image = axes.imshow(shown, cmap="coolwarm", vmin=-limit, vmax=limit, aspect="auto")
    features = summary.metadata.features or [str(index) for index in range(len(mean))]
    axes.set_xticks(range(len(chosen)), [features[index] for index in chosen], rotation=90)
    axes.set_yticks(range(len(shown)), summary.metadata.class_names[: len(shown)])
    axes.figure.colorbar(image, ax=axes, label="standard deviations from the mean")


def grid(summary: Summary) -> tuple[int, int]:
    """Return rows and columns for a picture of each class."""
    count = min(len(summary.metadata.class_names), MAX_CLASSES)
    return -(-count // 5), min(count, 5)


def draw_mean_arrays(summary: Summary, every: Sequence[Axes]) -> None:
    """Draw the mean image of each class; of arrays with another number of channels than an image, the first channel."""
    means = summary.splits["train"].class_means
    low, high = np.nanmin(means, initial=0), np.nanmax(means, initial=1e-12)
    for axes in every:
        axes.set_axis_off()
    for index, (axes, mean) in enumerate(zip(every, means, strict=False)):
        rows = mean.transpose(1, 2, 0) if mean.ndim == 3 and len(mean) == 3 else np.atleast_2d(mean[0])
        axes.imshow((rows - low) / (high - low), cmap="gray", vmin=0, vmax=1)
        axes.set_title(summary.metadata.class_names[index], fontsize=9)
