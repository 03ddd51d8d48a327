"""Where the boxes of the picture are: on a grid of small steps, with room for the arrows between them."""

from dataclasses import dataclass

from pkgname.diagram.graph import Box, Graph

WIDTH, HEIGHT = 14, 4
"""The size of a box, in steps."""
GAP_X, GAP_Y = 7, 4
"""What is left between two boxes for arrows, in steps."""
MARGIN = 3
"""What is left around the boxes of a lane, in steps."""

Point = tuple[int, int]
"""Steps from the left, and steps from the top."""


@dataclass(frozen=True)
class Grid:
    """A place for everything.

    Attributes:
        corners: The upper left corner of each box.
        lanes: The first and the last row of steps of each lane.
        size: The steps to the right and to the bottom edge.
    """

    corners: dict[str, Point]
    lanes: dict[str, tuple[int, int]]
    size: Point


def place_boxes(graph: Graph) -> Grid:
    """Place the boxes by lane, column and row, without those that are empty."""
    columns = sorted({box.column for box in graph.boxes.values()})
    corners: dict[str, Point] = {}
    lanes: dict[str, tuple[int, int]] = {}
    top = 0
    for lane in graph.lanes:
        members = [box for box in graph.boxes.values() if box.lane == lane]
        rows = sorted({box.row for box in members})
        corners |= {box.name: corner(box, columns, rows, top) for box in members}
        bottom = top + 2 * MARGIN + len(rows) * HEIGHT + (len(rows) - 1) * GAP_Y
        lanes[lane] = (top, bottom)
        top = bottom
    return Grid(corners, lanes, (2 * MARGIN + len(columns) * WIDTH + (len(columns) - 1) * GAP_X, top))


def corner(box: Box, columns: list[int], rows: list[int], top: int) -> Point:
    """Return the upper left corner of a box in a lane that begins at ``top``."""
    column, row = columns.index(box.column), rows.index(box.row)
    return MARGIN + column * (WIDTH + GAP_X), top + MARGIN + row * (HEIGHT + GAP_Y)
