"""Draw the architecture diagram, as Mermaid in pages and as a picture: ``python -m pkgname.diagram``."""

from pathlib import Path
from typing import Annotated

import typer

from pkgname.diagram.graph import read_graph
from pkgname.diagram.mermaid import (
    has_place,
    to_mermaid,
    write_into,
)
from pkgname.diagram.picture import draw_picture
from pkgname.runtime import InputError, plain_errors

PAGES = [Path("README.md"), Path("docs/architecture.md")]

app = typer.Typer(add_completion=False)


@app.command()
def draw(
    source: Annotated[Path, typer.Option(help="The boxes and arrows.")] = Path("docs/architecture.toml"),
    page: Annotated[list[Path], typer.Option(help="A page with the two markers; give it once for each page.")] = PAGES,
    figure: Annotated[Path, typer.Option(help="The picture.")] = Path("reports/figures/overview.png"),
) -> None:
    """Draw the boxes and arrows twice: as Mermaid in pages, and as a picture for the report."""
    with plain_errors():
        graph = read_graph(source)
        if not graph.boxes:
            raise InputError(f"{source} has no box: add one below [boxes]")
        if figure.suffix.lower() not in {".png", ".jpg", ".jpeg"}:
            raise InputError(f"the report takes png, jpg and jpeg, and not {figure.name}")
        # A page that people have rewritten, as they do with README, may have no place for it any more; the other one does.
        pages = [path for path in page if has_place(path)] or page
        for path in pages:
            write_into(path, to_mermaid(graph))
        draw_picture(graph, figure)
    places = " and ".join(map(str, [*pages, figure]))
    print(f"{len(graph.boxes)} boxes and {len(graph.arrows)} arrows are in {places}")


if __name__ == "__main__":
    app()
