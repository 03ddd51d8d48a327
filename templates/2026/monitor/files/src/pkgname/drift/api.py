"""A service that says whether the data of the API drift: ``python -m pkgname.drift.api``.

It reads the reference and the records, and needs neither the model nor the data.
"""

import logging
from typing import Annotated, Any

import typer
from fastapi import APIRouter, FastAPI, HTTPException, Query, Request, Response
from fastapi.responses import HTMLResponse
from pydantic import BaseModel

from pkgname.collection.records import MAX_DAYS
from pkgname.collection.settings import require_uri
from pkgname.collection.store import open_store
from pkgname.drift.current import describe_store
from pkgname.drift.page import write_page
from pkgname.drift.reference import (
    load_reference,
    reference_uri,
)
from pkgname.drift.table import FeatureTable
from pkgname.drift.verdict import Verdict, compare
from pkgname.runtime import (
    InputError,
    plain_errors,
    refuse_busy_port,
)

MAX_RECORDS = 5000
logger = logging.getLogger(__name__)
router = APIRouter()
Number = Annotated[int, Query(ge=1, le=MAX_RECORDS, description="How many of the newest records are compared.")]
Hours = Annotated[
    float | None, Query(gt=0, le=24 * MAX_DAYS, description="Compare the records of the last hours instead.")
]


class Problem(BaseModel):
    """What is wrong, and what to do."""

    detail: str


NOT_POSSIBLE: dict[int | str, dict[str, Any]] = {503: {"model": Problem, "description": "Nothing can be compared"}}


def read_tables(n: int, hours: float | None) -> tuple[FeatureTable, FeatureTable]:
    """Read the reference and the current data, or respond 503 with what is missing."""
    try:
        return load_reference(reference_uri()), describe_store(open_store(require_uri()), n, hours)
    except InputError as error:
        logger.warning("%s", error)
        raise HTTPException(503, str(error)) from error


def judge(tables: tuple[FeatureTable, FeatureTable]) -> Verdict:
    """Compare, or respond 503 if the reference is of other data."""
    try:
        return compare(*tables)
    except InputError as error:
        raise HTTPException(503, str(error)) from error


@router.get("/")
def welcome(request: Request) -> dict[str, list[str]]:
    """List the routes."""
    return {"routes": sorted(request.app.openapi()["paths"])}


@router.get("/health")
def health() -> dict[str, str]:
    """Say that the server is up; whether it can compare, /verdict says."""
    return {"status": "ok"}


# Plain functions, not coroutines: FastAPI runs them in threads, so that a report, which takes seconds, blocks no request.
@router.get("/verdict", responses=NOT_POSSIBLE)
def verdict(n: Number = 500, hours: Hours = None) -> Response:
    """Compare the newest records with the training split, as JSON."""
    return Response(judge(read_tables(n, hours)).to_json(), media_type="application/json")


@router.get("/report", response_class=HTMLResponse, responses=NOT_POSSIBLE)
def report(n: Number = 500, hours: Hours = None) -> HTMLResponse:
    """Compare the newest records with the training split, as a page."""
    tables = read_tables(n, hours)
    return HTMLResponse(write_page(*tables, judge(tables)))


def create_app() -> FastAPI:
    """Build the app."""
    app = FastAPI(title="Drift of pkgname")
    app.include_router(router)
    return app


app = create_app()


def run(
    host: Annotated[str, typer.Option(envvar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="The port to listen on.")] = 8003,
) -> None:
    """Serve verdicts and reports over HTTP."""
    import uvicorn

    with plain_errors():
        require_uri()
        refuse_busy_port(host, port)
    uvicorn.run(app, host=host, port=port)


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
