"""Tables in Markdown."""

from collections.abc import Sequence
from pathlib import Path


def make_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Format a table; every row has as many cells as the header."""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def write_report(path: Path, title: str, *paragraphs: str) -> None:
    """Write a page of Markdown: its title, then the paragraphs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join([f"# {title}", *paragraphs]) + "\n", encoding="utf-8", newline="\n")
