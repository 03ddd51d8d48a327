"""Where the words of the arrows stand: on their own arrow, and where few others pass."""

from collections import Counter
from math import ceil

from pkgname.diagram.graph import Arrow
from pkgname.diagram.grid import Grid, Point
from pkgname.diagram.routes import points_of

LETTER = 0.25
"""Half the width of a letter, in steps."""


def place_words(routes: dict[Arrow, list[Point]], grid: Grid) -> dict[Arrow, Point]:
    """Choose a point of its way for the word of each arrow that has one."""
    taken = Counter(point for way in routes.values() for point in way)
    taken.update(point for corner in grid.corners.values() for point in points_of(corner))
    places: dict[Arrow, Point] = {}
    for arrow, way in routes.items():
        if arrow.word and len(way) > 2:
            places[arrow] = choose_point(way, len(arrow.word), taken)
            taken.update(dict.fromkeys(area(places[arrow], len(arrow.word)), 3))
    return places


def choose_point(way: list[Point], letters: int, taken: Counter[Point]) -> Point:
    """Return the point with the fewest points of others around it; of several that in the middle of the way."""

    def cost(number: int) -> tuple[int, float]:
        around = area(way[number], letters)
        others = sum(taken[point] for point in around) - sum(point in around for point in way)
        return others, abs(number - len(way) / 2)

    inner = range(3, len(way) - 3) or range(1, len(way) - 1)
    return way[min(inner, key=cost)]


def area(place: Point, letters: int) -> set[Point]:
    """Return the points that a word covers."""
    half = ceil(letters * LETTER)
    return {(place[0] + dx, place[1] + dy) for dx in range(-half, half + 1) for dy in (-1, 0, 1)}


def corners_of(way: list[Point]) -> list[Point]:
    """Return the ends of a way and the points at which it bends."""
    steps = zip(way, way[1:], way[2:], strict=False)
    return [way[0], *(second for first, second, third in steps if is_bend(first, second, third)), way[-1]]


def is_bend(first: Point, second: Point, third: Point) -> bool:
    """Return whether a way changes its direction at the second of three points."""
    return (second[0] - first[0], second[1] - first[1]) != (third[0] - second[0], third[1] - second[1])
