"""The diagram as a picture for the report, drawn with matplotlib: png, because the report takes no other form of drawing."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pkgname.diagram.graph import Box, Graph
from pkgname.diagram.grid import (
    HEIGHT,
    WIDTH,
    Grid,
    Point,
    place_boxes,
)
from pkgname.diagram.routes import find_routes
from pkgname.diagram.words import corners_of, place_words

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INCHES = 0.13
"""The length of a step on paper."""
NAMES = 4
"""What the names of the lanes take on the left, in steps."""
COLOURS = ("#4472a8", "#3b8a5a", "#b8792a", "#7a5aa6", "#b24a4a", "#4a8c94", "#8a6d3b", "#6b7280")
LINE_COLOUR, TEXT_COLOUR = "#4b5563", "#1f2937"
TITLE_LENGTH, NOTE_LENGTH = 22, 36
"""Letters in a line of a title, and in a line of notes."""


def draw_picture(graph: Graph, path: Path) -> None:
    """Save the picture."""
    from matplotlib.figure import Figure  # not pyplot, which looks for a display that a server does not have

    grid = place_boxes(graph)
    width, height = grid.size[0] + NAMES, grid.size[1]
    figure = Figure(figsize=(width * INCHES, height * INCHES), facecolor="white")
    axes = figure.add_axes((0.0, 0.0, 1.0, 1.0))
    axes.set(xlim=(-NAMES, grid.size[0]), ylim=(height, 0))
    axes.set_axis_off()
    colours = {lane: COLOURS[number % len(COLOURS)] for number, lane in enumerate(graph.lanes)}
    for lane, (top, bottom) in grid.lanes.items():
        draw_lane(axes, lane, (top, bottom), grid.size[0], colours[lane])
    routes = find_routes(graph, grid)
    for way in routes.values():
        draw_arrow(axes, way)
    for arrow, place in place_words(routes, grid).items():
        draw_word(axes, arrow.word, place)
    for box in graph.boxes.values():
        draw_box(axes, box, grid, colours[box.lane])
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.savefig(path, dpi=200, metadata={"Software": None})


def draw_lane(axes: Axes, lane: str, rows: tuple[int, int], right: int, colour: str) -> None:
    """Draw the band of a lane, with its name on the left."""
    from matplotlib.patches import Rectangle

    top, bottom = rows
    axes.add_patch(Rectangle((-NAMES, top), right + NAMES, bottom - top, facecolor=colour, alpha=0.07, linewidth=0))
    axes.plot([-NAMES, right], [bottom, bottom], color="white", linewidth=2)
    place = (-NAMES / 2, (top + bottom) / 2)
    axes.text(*place, plain(lane), rotation=90, ha="center", va="center", fontsize=9, fontweight="bold", color=colour)


def draw_arrow(axes: Axes, way: list[Point]) -> None:
    """Draw an arrow along its way."""
    from matplotlib.patches import FancyArrowPatch
    from matplotlib.path import Path as Line

    line = Line(corners_of(way))
    axes.add_patch(FancyArrowPatch(path=line, arrowstyle="-|>", mutation_scale=8, color=LINE_COLOUR, zorder=2))


def draw_word(axes: Axes, word: str, place: Point) -> None:
    """Draw the word of an arrow."""
    background = {"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "boxstyle": "square,pad=0.1"}
    axes.text(*place, plain(word), ha="center", va="center", fontsize=6.5, color=TEXT_COLOUR, bbox=background, zorder=4)


def draw_box(axes: Axes, box: Box, grid: Grid, colour: str) -> None:
    """Draw a box: its shape, its title, and its notes below."""
    x, y = grid.corners[box.name]
    draw_shape(axes, box.kind, (x, y), colour)
    title = textwrap.wrap(plain(box.title), TITLE_LENGTH)
    notes = textwrap.wrap(plain(", ".join(box.notes)), NOTE_LENGTH)
    height = 1.1 * len(title) + 0.9 * len(notes)
    line = y + (HEIGHT + (0.7 if box.kind == "store" else 0)) / 2 - height / 2
    for text in title:
        axes.text(x + WIDTH / 2, line + 0.55, text, ha="center", va="center", fontsize=8, color=TEXT_COLOUR, zorder=5)
        line += 1.1
    for text in notes:
        axes.text(x + WIDTH / 2, line + 0.45, text, ha="center", va="center", fontsize=6, color=LINE_COLOUR, zorder=5)
        line += 0.9


def draw_shape(axes: Axes, kind: str, corner: Point, colour: str) -> None:
    """Draw the outline of a box: rounded for people, a drum for what is stored, a rectangle for what runs."""
    from matplotlib.patches import Ellipse, FancyBboxPatch, Patch, Rectangle

    x, y = corner
    look: dict[str, Any] = {"facecolor": "white", "edgecolor": colour, "linewidth": 1.2, "zorder": 3}
    shapes: list[Patch] = [Rectangle(corner, WIDTH, HEIGHT, **look)]
    if kind == "person":
        style = f"round,pad=0,rounding_size={HEIGHT / 2}"
        shapes = [FancyBboxPatch(corner, WIDTH, HEIGHT, boxstyle=style, **look)]
    if kind == "store":
        middle = x + WIDTH / 2
        shapes = [Ellipse((middle, y + HEIGHT - 0.5), WIDTH, 1, **look)]
        shapes += [Rectangle((x, y + 0.5), WIDTH, HEIGHT - 1, facecolor="white", linewidth=0, zorder=3)]
        shapes += [Ellipse((middle, y + 0.5), WIDTH, 1, **look)]
        for edge in (x, x + WIDTH):
            axes.plot([edge, edge], [y + 0.5, y + HEIGHT - 0.5], color=colour, linewidth=1.2, zorder=3.5)
    for shape in shapes:
        axes.add_patch(shape)


def plain(text: str) -> str:
    """Return a text that matplotlib does not take for a formula."""
    return text.replace("$", r"\$")
