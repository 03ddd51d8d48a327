"""The prediction as a function of Cloud Run: one request in, one response out. It needs no server of its own.

On this machine: ``functions-framework --source functions/main.py --target predict --port 8080``.
"""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

import functions_framework
from pydantic import ValidationError

from pkgname.data import example_items
from pkgname.predict import Predictor
from pkgname.runtime import InputError
from pkgname.schemas import (
    PredictRequest,
    describe_invalid_item,
)

if TYPE_CHECKING:
    from flask import Request

Response = tuple[dict[str, Any], int]
"""A body, which becomes JSON, and a status."""


@cache
def load_model() -> Predictor:
    """Load the model for the first request; those after it find it in memory."""
    # Imported here, with PyTorch, which takes seconds.
    from pkgname.checkpoint import model_uri

    return Predictor.load(model_uri())


@functions_framework.http
def predict(request: Request) -> Response:
    """Predict the classes of the items in a body ``{"items": [...]}``; without a body, describe the model."""
    try:
        model = load_model()
    except InputError as error:
        return {"detail": str(error)}, 503
    if request.method == "GET":
        return {"model_version": model.version, "example_item": example_items(model.metadata)[0]}, 200
    return respond(model, request.get_data())


def respond(model: Predictor, body: bytes) -> Response:
    """Respond as the API does: 422 to what is no item of this model, without repeating it."""
    try:
        items = PredictRequest.model_validate_json(body).items
        predictions = model.predict(items)
    except ValidationError as error:
        return {"detail": [{key: one[key] for key in ("type", "loc", "msg")} for one in error.errors()]}, 422
    except ValueError as error:
        return {"detail": describe_invalid_item(error)}, 422
    return {"predictions": [asdict(one) for one in predictions], "model_version": model.version}, 200
