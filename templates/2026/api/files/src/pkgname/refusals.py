"""Answers of the API when it cannot predict: how they look, and how they are declared in its documentation."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel

Declared = dict[int | str, dict[str, Any]]


class Problem(BaseModel):
    """What is wrong, and what to do."""

    detail: str


BAD_BODY: Declared = {400: {"model": Problem, "description": "The body cannot be read"}}
TOO_LARGE: Declared = {413: {"model": Problem, "description": "The file is too large"}}
NO_MODEL: Declared = {503: {"model": Problem, "description": "There are no weights"}}


def describe_bad_item(error: ValueError) -> list[dict[str, Any]]:
    """Describe an item that cannot be encoded in the form in which FastAPI reports a body that does not fit."""
    return [{"type": "value_error", "loc": ["body", "items"], "msg": str(error)}]


def refuse(_request: Request, error: Exception) -> JSONResponse:
    """Answer 422 without repeating the input, which may be large, private, or NaN, which JSON cannot write."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    return JSONResponse({"detail": [{key: one[key] for key in ("type", "loc", "msg")} for one in problems]}, 422)


def install(app: FastAPI) -> None:
    """Make the app answer a body that does not fit by ``refuse``."""
    app.add_exception_handler(RequestValidationError, refuse)
