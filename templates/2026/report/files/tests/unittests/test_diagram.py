from pathlib import Path

import pytest
from typer.testing import CliRunner

from pkgname.diagram.__main__ import app
from pkgname.diagram.graph import Graph, read_graph
from pkgname.diagram.grid import place_boxes
from pkgname.diagram.mermaid import (
    BEGIN,
    END,
    to_mermaid,
    write_into,
)
from pkgname.diagram.routes import find_routes, points_of
from pkgname.diagram.words import place_words
from pkgname.runtime import InputError

PNG = b"\x89PNG\r\n\x1a\n"
SMALL = """
lanes = ["Above", "Empty", "Below"]
[boxes]
one = { title = "One & only", kind = "person", lane = "Above", column = 0 }
two = { title = "Two", kind = "store", lane = "Below", column = 7 }
three = { title = "$x$", lane = "Below", column = 3 }
[arrows]
"one > two" = "a word"
"two > one" = ""
"two > absent" = ""
[notes]
"two.first" = "a note"
"two.second" = "another"
"absent.first" = "not drawn"
"""


def read(folder: Path, text: str) -> Graph:
    """Read a graph from a text."""
    (folder / "graph.toml").write_text(text, encoding="utf-8")
    return read_graph(folder / "graph.toml")


def test_what_has_no_box_is_left_out(tmp_path: Path) -> None:
    graph = read(tmp_path, SMALL)
    assert graph.lanes == ("Above", "Below")
    assert [(arrow.start, arrow.end) for arrow in graph.arrows] == [("one", "two"), ("two", "one")]
    assert graph.boxes["two"].notes == ("a note", "another")


def test_the_arrows_of_this_project_go_around_its_boxes() -> None:
    graph = read_graph(Path(__file__).parents[2] / "docs" / "architecture.toml")
    grid = place_boxes(graph)
    routes = find_routes(graph, grid)
    boxes = {point for corner in grid.corners.values() for point in points_of(corner)}
    assert set(routes) == set(graph.arrows)
    assert set(place_words(routes, grid)) <= set(routes)
    for arrow, way in routes.items():
        assert way[0] in points_of(grid.corners[arrow.start])
        assert way[-1] in points_of(grid.corners[arrow.end])
        assert boxes.isdisjoint(way[1:-1])


def test_a_box_whose_place_is_taken_goes_below(tmp_path: Path) -> None:
    boxes = read(tmp_path, SMALL.replace("column = 3", "column = 7")).boxes
    assert [(box.column, box.row) for box in boxes.values()] == [(0, 0), (7, 0), (7, 1)]


def test_mermaid_escapes_what_it_would_read(tmp_path: Path) -> None:
    mermaid = to_mermaid(read(tmp_path, SMALL))
    assert mermaid.startswith("flowchart LR\n")
    assert 'b_one(["One #38; only"])' in mermaid
    assert 'b_one -->|"a word"| b_two' in mermaid
    assert "absent" not in mermaid


def test_only_what_is_between_the_markers_is_replaced(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_bytes(f"before\r\n{BEGIN}\r\nold\r\n{END}\r\nafter\r\n".encode())
    assert write_into(page, "flowchart LR")
    assert page.read_bytes() == f"before\r\n{BEGIN}\r\n```mermaid\r\nflowchart LR\r\n```\r\n{END}\r\nafter\r\n".encode()
    assert not write_into(page, "flowchart LR")
    page.write_text(f"{END}\n{BEGIN}\n", encoding="utf-8")
    with pytest.raises(InputError, match="each once"):
        write_into(page, "flowchart LR")


def test_the_command_writes_both_forms(tmp_path: Path) -> None:
    read(tmp_path, SMALL)
    page, figure = tmp_path / "page.md", tmp_path / "figures" / "overview.png"
    page.write_text(f"{BEGIN}\n{END}\n", encoding="utf-8")
    other = tmp_path / "README.md"
    other.write_text("# Written anew\n", encoding="utf-8")
    pages = ["--page", str(other), "--page", str(page)]
    options = ["--source", str(tmp_path / "graph.toml"), *pages, "--figure", str(figure)]
    assert CliRunner().invoke(app, options).exit_code == 0
    assert other.read_text(encoding="utf-8") == "# Written anew\n"
    first = figure.read_bytes()
    assert first.startswith(PNG)
    assert "```mermaid" in page.read_text(encoding="utf-8")
    assert CliRunner().invoke(app, options).exit_code == 0
    assert figure.read_bytes() == first


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("[boxes]", "[boxes", "cannot be read"),
        ('lane = "Above"', 'lane = "Beside"', "'Beside' is not one of lanes"),
        ('kind = "store"', 'kind = "shop"', "'shop' is not one of person"),
        ("column = 7", "column = -1", "whole numbers"),
        ("column = 7", "place = 7", "'place' is no setting"),
        ('title = "Two"', 'title = ""', "not empty"),
        ('"two > absent"', '"two > threee"', "is it 'three'"),
        ('"two > absent"', '"two, absent"', "from > to"),
        ('lanes = ["Above", "Empty", "Below"]', "", "list of texts"),
    ],
)
def test_a_mistake_is_named_with_its_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    assert old in SMALL
    with pytest.raises(InputError, match=f"graph.toml.*{says}"):
        read(tmp_path, SMALL.replace(old, new))
