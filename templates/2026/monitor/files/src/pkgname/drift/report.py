"""Compare what the API was asked with the training split: ``python -m pkgname.drift.report``.

The status is 0 without drift and with too few rows, 3 with drift, and 1 if the comparison was not possible.
"""

from pathlib import Path
from typing import Annotated

import typer

from pkgname.collection.records import MAX_DAYS
from pkgname.collection.settings import require_uri
from pkgname.collection.store import make_folder, open_store
from pkgname.drift.current import describe_file, describe_store
from pkgname.drift.page import write_page
from pkgname.drift.reference import (
    load_reference,
    reference_uri,
)
from pkgname.drift.table import FeatureTable
from pkgname.drift.verdict import DRIFT, compare
from pkgname.interfaces import Metadata
from pkgname.runtime import (
    PROCESSED_DIR,
    InputError,
    plain_errors,
)

STATUS_OF_DRIFT = 3
app = typer.Typer(add_completion=False)


def find_current(number: int, hours: float | None, current: Path | None, processed_dir: Path) -> FeatureTable:
    """Read the current data: a file, or the records in ``PREDICTIONS_URI``."""
    if current is not None:
        return describe_file(current, Metadata.load(processed_dir))
    store = open_store(require_uri())
    table = describe_store(store, number, hours)
    if not len(table):
        raise InputError(f"there are no records in {store.uri}. Send the API requests, or name data with --current")
    return table


@app.command()
def run(
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="How many of the newest records.")] = 500,
    hours: Annotated[
        float | None, typer.Option(min=0, max=24 * MAX_DAYS, help="The records of the last hours instead.")
    ] = None,
    current: Annotated[Path | None, typer.Option(help="A file of items, or a folder of files, instead.")] = None,
    processed_dir: Annotated[Path, typer.Option(help="Where metadata.json is, to read --current.")] = PROCESSED_DIR,
    reports_dir: Annotated[Path, typer.Option(help="Where the report is written.")] = Path("reports/drift"),
    html: Annotated[bool, typer.Option(help="Write report.html too, which takes ten seconds or more.")] = True,
) -> None:
    """Say whether the data drift, in verdict.json and report.html; the status is 3 if they do."""
    with plain_errors():
        make_folder(reports_dir)
        reference = load_reference(reference_uri())
        table = find_current(number, hours, current, processed_dir)
        verdict = compare(reference, table)
        (reports_dir / "verdict.json").write_text(verdict.to_json(), encoding="utf-8", newline="\n")
        if html:
            page = write_page(reference, table, verdict)
            (reports_dir / "report.html").write_text(page, encoding="utf-8", newline="\n")
    print(verdict.describe())
    print(f"the report is in {reports_dir}")
    if verdict.status == DRIFT:
        raise typer.Exit(STATUS_OF_DRIFT)


if __name__ == "__main__":
    app()
