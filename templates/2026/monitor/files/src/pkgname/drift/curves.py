"""Curves of the accuracy on data that are changed more and more: their points, drawn or as text."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Point:
    """One point of a curve: how severe the change is, how many items are right, and whether the change is noticed."""

    severity: float
    accuracy: float
    drift: bool


def draw_curves(curves: dict[str, list[Point]], path: Path) -> None:
    """Draw the curves; a ring marks what the verdict calls drift."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    figure = Figure(figsize=(8, 5), layout="constrained")
    axes = figure.subplots()
    for name, points in curves.items():
        (line,) = axes.plot([point.severity for point in points], [point.accuracy for point in points], label=name)
        noticed = [point for point in points if point.drift]
        axes.plot(
            [point.severity for point in noticed],
            [point.accuracy for point in noticed],
            "o",
            color=line.get_color(),
            fillstyle="none",
        )
    axes.plot([], [], "o", color="grey", fillstyle="none", label="noticed as drift")
    axes.set(xlabel="severity", ylabel="accuracy on the test split", ylim=(0, 1.02))
    axes.legend()
    figure.savefig(path)


def describe_curve(name: str, points: Sequence[Point]) -> str:
    """Write a curve as one line."""
    marks = [f"{point.accuracy:.2f}{'*' if point.drift else ''}" for point in points]
    return f"{name}: {' '.join(marks)}"
