"""Describe the processed data: ``python -m pkgname.data_report``."""

from pathlib import Path
from typing import Annotated

import typer

from pkgname.data_report.figures import (
    FIGURES,
    draw_figures,
)
from pkgname.data_report.markdown import write_report
from pkgname.data_report.summary import (
    count_classes,
    summarise,
)
from pkgname.runtime import PROCESSED_DIR, plain_errors

ARTIFACT = "data-figures"
"""The name under which the workflow keeps the figures."""
app = typer.Typer(add_completion=False)


@app.command()
def run(
    processed_dir: Annotated[Path, typer.Option(help="The folder of the processed data.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where the report and the figures are written.")] = Path("reports"),
    before: Annotated[Path | None, typer.Option(help="Processed data to compare with, such as those of main.")] = None,
    note: Annotated[str, typer.Option(help="A sentence for the top of the report.")] = "",
    run_url: Annotated[str, typer.Option(help="Where to find the figures, instead of links to the files.")] = "",
) -> None:
    """Write data_statistics.md: counts, shapes and values of both splits, with charts and three figures."""
    with plain_errors():
        summary = summarise(processed_dir)
        old = None if before is None else count_classes(before)
    draw_figures(summary, reports_dir / "figures")
    if run_url:
        figures = [f"{', '.join(FIGURES.values())}: in the artifact `{ARTIFACT}` of [this run]({run_url})"]
    else:
        figures = [f"[{title}](figures/{name})" for name, title in FIGURES.items()]
    path = reports_dir / "data_statistics.md"
    text = write_report(summary, figures, old)
    path.write_text(f"> {note}\n\n{text}" if note else text, encoding="utf-8", newline="\n")
    print(f"the report is in {path}")


if __name__ == "__main__":
    app()
