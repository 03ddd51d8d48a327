"""Prints the texts of an architecture diagram that lie on one another or stick out of their boxes.

Usage: python words_apart.py <package> <architecture.toml> <picture>
"""

import importlib
import sys
from itertools import combinations
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

package, source, picture = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
graph = importlib.import_module(f"{package}.diagram.graph").read_graph(source)
grid = importlib.import_module(f"{package}.diagram.grid")
drawing = importlib.import_module(f"{package}.diagram.picture")
figures: list[Figure] = []


def keep(figure: Figure, *_: Any, **__: Any) -> None:
    """Stand in for saving, which is slow: only where the texts are is wanted."""
    figures.append(figure)


Figure.savefig = keep  # type: ignore[method-assign]
drawing.draw_picture(graph, picture)
axes = figures[0].axes[0]
placed = [(text.get_text(), text.get_window_extent()) for text in axes.texts]
print(f"{len(placed)} texts")
for (one, here), (other, there) in combinations(placed, 2):
    if here.overlaps(there):
        print(f"overlap: {one!r} and {other!r}")
for name, corner in grid.place_boxes(graph).corners.items():
    box = Rectangle(corner, grid.WIDTH, grid.HEIGHT, transform=axes.transData).get_window_extent()
    for text, place in placed:
        inside = box.x0 <= place.x0 and place.x1 <= box.x1 and box.y0 <= place.y0 and place.y1 <= box.y1
        if box.overlaps(place) and not inside:
            print(f"sticks out of {name}: {text!r}")
