"""List, count and delete records: ``python -m pkgname.collection``."""

from typing import Annotated

import typer

from pkgname.collection.records import (
    MAX_DAYS,
    delete_older,
    newest_names,
    read_newest,
    read_since,
)
from pkgname.collection.settings import require_uri
from pkgname.collection.store import open_store
from pkgname.runtime import plain_errors

app = typer.Typer(help="The records of the API in PREDICTIONS_URI.", add_completion=False, no_args_is_help=True)
Hours = Annotated[float | None, typer.Option(min=0, max=24 * MAX_DAYS, help="Those of the last hours instead.")]


@app.command("list")
def list_records(
    number: Annotated[int, typer.Option("-n", "--number", min=1, help="How many of the newest records.")] = 10,
    hours: Hours = None,
) -> None:
    """Show the newest records, a line for each item."""
    with plain_errors():
        store = open_store(require_uri())
        records = read_newest(store, number) if hours is None else read_since(store, hours)
    for record in records:
        for item in record.items:
            features = " ".join(f"{name}={value}" for name, value in item.features.items())
            print(f"{record.time:%Y-%m-%d %H:%M:%S} {record.model_version} {item.class_name} {features}")
    if not records:
        print(f"there are no records in {store.uri}")


@app.command("count")
def count_records() -> None:
    """Count the records."""
    with plain_errors():
        store = open_store(require_uri())
        print(f"{sum(1 for _ in newest_names(store))} records in {store.uri}")


@app.command("delete")
def delete_records(
    older_than: Annotated[int, typer.Option(min=0, max=MAX_DAYS, help="Days that are kept, besides today.")],
) -> None:
    """Delete the records that are older than some days."""
    with plain_errors():
        store = open_store(require_uri())
        print(f"{delete_older(store, older_than)} records deleted from {store.uri}")


if __name__ == "__main__":
    app()
