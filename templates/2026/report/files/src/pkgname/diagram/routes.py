"""The way of each arrow: along the grid, around the boxes, with few bends, and not on top of another arrow."""

from collections.abc import Iterator
from heapq import heappop, heappush
from itertools import pairwise
from math import inf

from pkgname.diagram.graph import Arrow, Graph
from pkgname.diagram.grid import (
    HEIGHT,
    WIDTH,
    Grid,
    Point,
)

STEP, BEND, CROSSING, BESIDE, OVERLAP = 1.0, 4.0, 5.0, 0.7, 40.0
"""What a step costs, and what it costs more to bend, to cross, and to go beside or on another arrow."""
OFF_MIDDLE, USED_PORT = 1.5, 12.0
"""What it costs to begin or end a step from the middle of a side, and where another arrow does."""
DIRECTIONS = ((1, 0), (0, 1), (-1, 0), (0, -1))

Port = tuple[Point, Point]
"""A point on the edge of a box, and the direction that leads away from it."""


def find_routes(graph: Graph, grid: Grid) -> dict[Arrow, list[Point]]:
    """Find a way for each arrow, the short ones first."""
    router = Router(grid)

    def distance(arrow: Arrow) -> int:
        (x, y), (u, v) = grid.corners[arrow.start], grid.corners[arrow.end]
        return abs(x - u) + abs(y - v)

    return {arrow: router.connect(arrow) for arrow in sorted(graph.arrows, key=distance)}


class Router:
    """Remembers which points are taken."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.blocked = {point for corner in grid.corners.values() for point in points_of(corner)}
        # By arrows that go across, and by arrows that go down.
        self.used: tuple[set[Point], set[Point]] = (set(), set())
        self.ports: set[Point] = set()

    def connect(self, arrow: Arrow) -> list[Point]:
        """Return the way of an arrow, and take its points."""
        way = self.search(ports_of(self.grid.corners[arrow.start]), ports_of(self.grid.corners[arrow.end]))
        for (x, y), (u, v) in pairwise(way):
            axis = self.used[0 if y == v else 1]
            axis |= {(x, y), (u, v)}
        self.ports |= {way[0], way[-1]}
        return way

    def search(self, starts: dict[Port, float], ends: dict[Port, float]) -> list[Point]:
        """Find the cheapest way from one of the ports to one of the others (Dijkstra)."""
        goals = {(port, (-away[0], -away[1])): self.port_cost(port, cost) for (port, away), cost in ends.items()}
        costs = {(port, away): self.port_cost(port, cost) for (port, away), cost in starts.items()}
        before: dict[Port, Port] = {}
        queue = sorted((cost, state) for state, cost in costs.items())
        while queue:
            cost, state = heappop(queue)
            if state in goals and state in before:
                return trace(state, before)
            if cost > costs[state]:
                continue
            for following in self.neighbours(state, goals):
                total = cost + self.step_cost(state, following) + goals.get(following, 0)
                if total < costs.get(following, inf):
                    costs[following], before[following] = total, state
                    heappush(queue, (total, following))
        return [next(iter(starts))[0], next(iter(ends))[0]]  # nothing leads there: a straight line

    def neighbours(self, state: Port, goals: dict[Port, float]) -> Iterator[Port]:
        """Yield the next points: straight on and to both sides, and from a port only straight on."""
        (x, y), (dx, dy) = state
        for direction in ((dx, dy),) if (x, y) in self.blocked else DIRECTIONS:
            point = (x + direction[0], y + direction[1])
            is_inside = 0 <= point[0] <= self.grid.size[0] and 0 <= point[1] <= self.grid.size[1]
            is_open = point not in self.blocked or (point, direction) in goals
            if is_inside and is_open and direction != (-dx, -dy):
                yield point, direction

    def step_cost(self, state: Port, following: Port) -> float:
        """Return what a step costs."""
        point, (dx, dy) = following
        axis = 0 if dx else 1
        cost = STEP + (0 if state[1] == (dx, dy) else BEND)
        cost += OVERLAP if point in self.used[axis] else CROSSING if point in self.used[1 - axis] else 0
        beside = ((point[0] + dy, point[1] + dx), (point[0] - dy, point[1] - dx))
        return cost + BESIDE * sum(other in self.used[axis] for other in beside)

    def port_cost(self, port: Point, cost: float) -> float:
        """Return what it costs to begin or end here."""
        return cost + (USED_PORT if port in self.ports else 0)


def points_of(corner: Point) -> Iterator[Point]:
    """Yield all points of a box, with its edge."""
    x, y = corner
    return ((x + dx, y + dy) for dx in range(WIDTH + 1) for dy in range(HEIGHT + 1))


def ports_of(corner: Point) -> dict[Port, float]:
    """Return the points on the edge of a box where arrows begin and end, each with what it costs not to be in the middle."""
    x, y = corner
    ports: dict[Port, float] = {}
    for dy in range(1, HEIGHT):
        cost = OFF_MIDDLE * abs(dy - HEIGHT / 2)
        ports |= {((x, y + dy), (-1, 0)): cost, ((x + WIDTH, y + dy), (1, 0)): cost}
    for dx in range(1, WIDTH, 2):
        cost = OFF_MIDDLE * abs(dx - WIDTH / 2) / 2
        ports |= {((x + dx, y), (0, -1)): cost, ((x + dx, y + HEIGHT), (0, 1)): cost}
    return ports


def trace(state: Port, before: dict[Port, Port]) -> list[Point]:
    """Return the points that lead to a state."""
    way = [state[0]]
    while state in before:
        state = before[state]
        way.append(state[0])
    return way[::-1]
