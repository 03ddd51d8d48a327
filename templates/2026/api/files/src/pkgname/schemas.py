"""Request and response bodies of the API, and its error responses."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from pkgname.data import Item

MAX_ITEMS = 256


class PredictRequest(BaseModel):
    """The items to predict."""

    items: list[Item] = Field(min_length=1, max_length=MAX_ITEMS)


class ItemPrediction(BaseModel):
    """The most probable class of one item, and the probability of each class."""

    class_name: str
    probability: float = Field(ge=0, le=1)
    probabilities: dict[str, float]


class PredictResponse(BaseModel):
    """One prediction per item, in the order of the items, and the version of the weights."""

    predictions: list[ItemPrediction]
    model_version: str


class ModelInfo(BaseModel):
    """What a client needs to know about the model: which weights it has, and what an item looks like."""

    version: str
    uri: str
    class_names: list[str]
    input_shape: list[int]
    features: list[str]
    example_item: Item


class Welcome(BaseModel):
    """Where to find the documentation and the routes."""

    docs: str
    routes: list[str]


class Health(BaseModel):
    """Whether the server can predict."""

    status: str
    model_version: str


class Problem(BaseModel):
    """What is wrong, and what to do."""

    detail: str


Responses = dict[int | str, dict[str, Any]]
BAD_BODY: Responses = {400: {"model": Problem, "description": "The body cannot be read"}}
TOO_LARGE: Responses = {413: {"model": Problem, "description": "The file is too large"}}
NO_MODEL: Responses = {503: {"model": Problem, "description": "There is no model"}}


def describe_invalid_item(error: ValueError) -> list[dict[str, Any]]:
    """Describe an item that cannot be encoded, in the form in which FastAPI reports an invalid body."""
    return [{"type": "value_error", "loc": ["body", "items"], "msg": str(error)}]


def refuse_body(_request: Request, error: Exception) -> JSONResponse:
    """Respond 422 without repeating the input, which may be large, private, or NaN, which JSON cannot represent."""
    problems = error.errors() if isinstance(error, RequestValidationError) else []
    return JSONResponse({"detail": [{key: one[key] for key in ("type", "loc", "msg")} for one in problems]}, 422)


def install(app: FastAPI) -> None:
    """Make the app respond to an invalid body with ``refuse_body``."""
    app.add_exception_handler(RequestValidationError, refuse_body)
