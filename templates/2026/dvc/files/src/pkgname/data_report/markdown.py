"""The report as Markdown, with charts that GitHub draws."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pkgname.data_report.summary import (
    ITEM_VALUES,
    MAX_CLASSES,
    SPLITS,
    Summary,
)

MAX_ROWS = 20


def write_report(summary: Summary, figures: Sequence[str], before: Mapping[str, int] | None) -> str:
    """Write the report.

    Args:
        summary: The data in numbers.
        figures: What the report says about each figure, as Markdown.
        before: Items of each class in the data to compare with; None: there are none.
    """
    parts = [
        "## Data statistics",
        describe_splits(summary),
        "### Items per class",
        describe_classes(summary, before),
        draw_pie(summary),
        draw_bars(summary),
        "### Values",
        describe_values(summary),
        "### Figures",
        "\n".join(f"- {figure}" for figure in figures),
    ]
    return "\n\n".join(parts) + "\n"


def describe_splits(summary: Summary) -> str:
    """Write a row for each split."""
    shape = " x ".join(map(str, summary.metadata.input_shape))
    rows = []
    for split in SPLITS:
        one = summary.splits[split]
        items = one.items.round(6)  # a mean of 0 is not written as 1e-16
        spread = (items.mean().round(6), items.std(), items.min(), items.max())
        missing = f"{one.values.missing.sum():,}"
        rows.append([split, f"{len(one.items):,}", shape, summary.dtype, missing, *map(number, spread)])
    header = ["split", "items", "shape", "type", "missing values", "mean*", "std*", "min*", "max*"]
    return f"{table(header, rows)}\n\n\\* of the {ITEM_VALUES[summary.kind]}"


def describe_classes(summary: Summary, before: Mapping[str, int] | None) -> str:
    """Write a row for each class, and for each class that is gone; the largest come first if there are too many."""
    train, test = (summary.splits[split].counts for split in SPLITS)
    names = summary.metadata.class_names
    order = np.argsort(-(train + test), kind="stable") if len(names) > MAX_ROWS else np.arange(len(names))
    rows = []
    for index in order[:MAX_ROWS]:
        total = int(train[index] + test[index])
        old = [] if before is None else compare(before.get(names[index], 0), total)
        rows.append([code(names[index]), f"{train[index]:,}", f"{test[index]:,}", f"{total:,}", *old])
    gone = [name for name in before or {} if name not in names]
    rows += [[code(name), "0", "0", "0", *compare((before or {})[name], 0)] for name in gone[:MAX_ROWS]]
    header = ["class", "train", "test", "all", *([] if before is None else ["before", "change"])]
    hidden = len(names) - MAX_ROWS
    return table(header, rows) + (f"\n\n... and {hidden} smaller classes" if hidden > 0 else "")


def compare(old: int, new: int) -> list[str]:
    """Write the number before, and the difference."""
    return [f"{old:,}", f"{new - old:+,}" if new != old else ""]


def draw_pie(summary: Summary) -> str:
    """Draw the share of each class."""
    train, test = (summary.splits[split].counts for split in SPLITS)
    names = summary.metadata.class_names[:MAX_CLASSES]
    slices = [f"    {quote(name)} : {train[index] + test[index]}" for index, name in enumerate(names)]
    return mermaid(["pie showData", "    title Share of each class", *slices])


def draw_bars(summary: Summary) -> str:
    """Draw the items of each class as bars, with those of the test split in front."""
    train, test = (summary.splits[split].counts[:MAX_CLASSES] for split in SPLITS)
    names = summary.metadata.class_names[:MAX_CLASSES]
    total = (train + test).tolist()
    lines = [
        '    title "Items per class: all, and in front the test split"',
        f"    x-axis [{', '.join(map(quote, names))}]",
        f'    y-axis "items" 0 --> {max(total)}',
        f"    bar {total}",
        f"    bar {test.tolist()}",
    ]
    return mermaid(["xychart-beta", *lines])


def describe_values(summary: Summary) -> str:
    """Write a row for each channel or column of the training split; of many words those with the highest mean."""
    values = summary.splits["train"].values
    mean, std = values.mean(), values.std()
    names = summary.metadata.features or [f"channel {index}" for index in range(len(mean))]
    chosen = np.argsort(-mean, kind="stable")[:MAX_ROWS] if len(mean) > MAX_ROWS else np.arange(len(mean))
    rows = []
    for index in chosen:
        numbers = (mean[index], std[index], values.low[index], values.high[index])
        rows.append([code(names[index]), *map(number, numbers), f"{values.missing[index]:,}"])
    note = f"\n\n... of {len(mean)}, those with the highest mean" if len(mean) > MAX_ROWS else ""
    return table(["training split", "mean", "std", "min", "max", "missing"], rows) + note


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table, with numbers on the right."""
    line = ["---", *["---:"] * (len(header) - 1)]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in (header, line, *rows))


def number(value: float) -> str:
    """Write a number with four digits; what is not finite is a dash."""
    return f"{value:.4g}" if np.isfinite(value) else "-"


def mermaid(lines: Sequence[str]) -> str:
    """Write a chart that GitHub draws."""
    return "\n".join(["```mermaid", *lines, "```"])


def plain(name: str) -> str:
    """Take from a name, which can be anything, what would end a line or a quotation."""
    return " ".join(name.replace("`", "'").replace('"', "'").split())[:40] or "?"


def code(name: str) -> str:
    """Write a name in a table, as code: it mentions nobody and formats nothing."""
    return f"`{plain(name)}`".replace("|", "\\|")


def quote(name: str) -> str:
    """Write a name in a chart."""
    return f'"{plain(name)}"'
