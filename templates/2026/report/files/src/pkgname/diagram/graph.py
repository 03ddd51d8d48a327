"""The one model behind both forms of the diagram: boxes in lanes, and the arrows between them, as docs/architecture.toml lists them."""

import tomllib
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import count
from pathlib import Path
from typing import Any

from pkgname.runtime import InputError

KINDS = ("person", "store", "step")
ALIKE = 0.85  # so alike is a name only to one that is misspelt


@dataclass(frozen=True)
class Box:
    """A box, and where it stands: columns count from the left, and rows from the top of the lane."""

    name: str
    title: str
    notes: tuple[str, ...]
    kind: str
    lane: str
    column: int
    row: int


@dataclass(frozen=True)
class Arrow:
    """An arrow from one box to another, with a word on it or none."""

    start: str
    end: str
    word: str


@dataclass(frozen=True)
class Graph:
    """What is drawn. Lanes without a box are left out."""

    lanes: tuple[str, ...]
    boxes: dict[str, Box]
    arrows: tuple[Arrow, ...]


def read_graph(path: Path) -> Graph:
    """Read the boxes, and the arrows of which both ends are here.

    Raises:
        InputError: If the file is missing, cannot be read, or names what is not in it.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise InputError(f"{path} does not exist: run this in the root of the project") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"{path} cannot be read: {error}") from None
    lanes = tuple(texts(data.get("lanes"), f"{path}: lanes"))
    notes = {name: text(note, f"{path}: notes: {name!r}") for name, note in table(data, "notes", path).items()}
    boxes: dict[str, Box] = {}
    for name, values in table(data, "boxes", path).items():
        own = tuple(note for key, note in notes.items() if key.split(".")[0] == name)
        boxes[name] = read_box(name, values, lanes, own, path)
    arrows = [read_arrow(ends, word, boxes, path) for ends, word in table(data, "arrows", path).items()]
    used = tuple(lane for lane in lanes if any(box.lane == lane for box in boxes.values()))
    drawn = tuple(arrow for arrow in arrows if arrow.start in boxes and arrow.end in boxes)
    return Graph(used, make_room(boxes), drawn)


def read_box(name: str, values: Any, lanes: tuple[str, ...], notes: tuple[str, ...], path: Path) -> Box:
    """Check the values of one box."""
    place = f"{path}: boxes: {name}"
    if not name.isidentifier() or not isinstance(values, dict):
        raise InputError(f'{place}: write it as name = {{ title = "...", lane = "...", column = 0 }}')
    if unknown := values.keys() - {"title", "kind", "lane", "column", "row"}:
        raise InputError(f"{place}: {min(unknown)!r} is no setting of a box")
    lane, kind = text(values.get("lane"), f"{place}: lane"), values.get("kind", "step")
    if lane not in lanes:
        raise InputError(f"{place}: the lane {lane!r} is not one of lanes, {', '.join(lanes)}")
    if kind not in KINDS:
        raise InputError(f"{place}: the kind {kind!r} is not one of {', '.join(KINDS)}")
    column, row = values.get("column"), values.get("row", 0)
    if type(column) is not int or type(row) is not int or not (0 <= column < 100 and 0 <= row < 100):
        raise InputError(f"{place}: column and row are whole numbers from 0 to 99")
    return Box(name, text(values.get("title"), f"{place}: title"), notes, kind, lane, column, row)


def read_arrow(ends: str, word: Any, boxes: dict[str, Box], path: Path) -> Arrow:
    """Check one arrow. An end that is not here is no error, unless it is nearly the name of a box."""
    place = f"{path}: arrows: {ends!r}"
    start, sign, end = (part.strip() for part in ends.partition(">"))
    if not (start and sign and end) or start == end:
        raise InputError(f'{place}: write it as "from > to" = "word", with two boxes')
    for name in (start, end):
        if name not in boxes and (near := get_close_matches(name, boxes, 1, ALIKE)):
            raise InputError(f"{place}: there is no box {name!r}; is it {near[0]!r}?")
    return Arrow(start, end, text(word, place) if word else "")


def make_room(boxes: dict[str, Box]) -> dict[str, Box]:
    """Move a box down, row by row, whose place another box above it in the file has."""
    taken: set[tuple[str, int, int]] = set()
    moved: dict[str, Box] = {}
    for name, box in boxes.items():
        row = next(row for row in count(box.row) if (box.lane, box.column, row) not in taken)
        taken.add((box.lane, box.column, row))
        moved[name] = replace(box, row=row)
    return moved


def table(data: dict[str, Any], name: str, path: Path) -> dict[str, Any]:
    """Return a table of the file, empty if it is not there."""
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise InputError(f"{path}: {name} is a table: [{name}]")
    return value


def texts(value: Any, place: str) -> list[str]:
    """Return a list of texts."""
    if not isinstance(value, list) or not value:
        raise InputError(f'{place} is a list of texts, such as ["Code", "Data"]')
    return [text(item, place) for item in value]


def text(value: Any, place: str) -> str:
    """Return a text in one line."""
    if not isinstance(value, str) or not value.strip():
        raise InputError(f"{place} is a text in quotes, and not empty")
    return " ".join(value.split())
