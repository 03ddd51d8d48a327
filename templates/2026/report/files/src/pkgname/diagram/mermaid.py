"""The diagram as Mermaid, which GitHub draws in a page, and its place in the page."""

from pathlib import Path

from pkgname.diagram.graph import Box, Graph
from pkgname.runtime import InputError

BEGIN, END = "<!-- diagram -->", "<!-- /diagram -->"
SHAPES = {"person": ("([", "])"), "store": ("[(", ")]"), "step": ("[", "]")}


def to_mermaid(graph: Graph) -> str:
    """Return the diagram with a subgraph for each lane. Names get a prefix: some words, such as `end`, mean something to Mermaid."""
    lines = ["flowchart LR"]
    for number, lane in enumerate(graph.lanes):
        lines.append(f'    subgraph lane{number} ["{escape(lane)}"]')
        lines += [f"        {draw_box(box)}" for box in graph.boxes.values() if box.lane == lane]
        lines.append("    end")
    for arrow in graph.arrows:
        word = f'|"{escape(arrow.word)}"|' if arrow.word else ""
        lines.append(f"    b_{arrow.start} -->{word} b_{arrow.end}")
    return "\n".join(lines)


def draw_box(box: Box) -> str:
    """Return a box with its notes in a second line."""
    opening, closing = SHAPES[box.kind]
    notes = f"<br/>{escape(', '.join(box.notes))}" if box.notes else ""
    return f'b_{box.name}{opening}"{escape(box.title)}{notes}"{closing}'


def escape(text: str) -> str:
    """Write the signs that would end a text, or be read as HTML, as Mermaid's entities."""
    return "".join(sign if sign.isalnum() or sign in " ,.-_/()" else f"#{ord(sign)};" for sign in text)


def has_place(page: Path) -> bool:
    """Return whether a page is there and has one of the two markers."""
    if not page.is_file():
        return False
    text = page.read_text(encoding="utf-8", errors="replace")
    return BEGIN in text or END in text


def write_into(page: Path, mermaid: str) -> bool:
    """Replace what stands between the two markers of a page, and return whether that changed it.

    Raises:
        InputError: If the page is missing, or has not each marker once, in their order.
    """
    try:
        old = page.read_bytes().decode("utf-8")
    except (FileNotFoundError, UnicodeDecodeError):
        raise InputError(f"{page} is missing, or not a text in UTF-8: write a page with {BEGIN} and {END}") from None
    if old.count(BEGIN) != 1 or old.count(END) != 1 or old.index(BEGIN) > old.index(END):
        raise InputError(f"{page} does not have {BEGIN} and, below it, {END}, each once: put them in")
    newline = "\r\n" if "\r\n" in old else "\n"
    block = f"{BEGIN}\n```mermaid\n{mermaid}\n```\n".replace("\n", newline)
    new = old[: old.index(BEGIN)] + block + old[old.index(END) :]
    if new != old:
        page.write_bytes(new.encode("utf-8"))
    return new != old
