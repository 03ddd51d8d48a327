"""Predictions over HTTP.

The model is loaded once, when the server starts. Without weights the server starts too, and answers 503 with the
command that makes them.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated

import typer
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, File, HTTPException, Request, UploadFile

from pkgname import refusals
from pkgname.data import Item, decode, example_items
from pkgname.errors import MissingFileError
from pkgname.extensions import install
from pkgname.observers import notify
from pkgname.predict import Predictor
from pkgname.schemas import (
    MAX_ITEMS,
    Health,
    ItemPrediction,
    ModelInfo,
    PredictRequest,
    PredictResponse,
    Welcome,
)
from pkgname.weights import model_uri

MAX_BYTES = 10 * 1024 * 1024
logger = logging.getLogger(__name__)
router = APIRouter()


@asynccontextmanager
async def load_model(app: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request, and not on import: tests and tools import the app without weights."""
    try:
        app.state.predictor, app.state.problem = Predictor.load(model_uri()), ""
    except MissingFileError as error:
        app.state.predictor, app.state.problem = None, str(error)
        logger.warning("%s", error)
    yield


def get_predictor(request: Request) -> Predictor:
    """Return the model, or answer 503 where there is none."""
    predictor: Predictor | None = request.app.state.predictor
    if predictor is None:
        raise HTTPException(503, request.app.state.problem)
    return predictor


LoadedModel = Annotated[Predictor, Depends(get_predictor)]


@router.get("/")
def welcome(request: Request) -> Welcome:
    """Say where to go from here."""
    return Welcome(docs=request.app.docs_url, routes=sorted(request.app.openapi()["paths"]))


@router.get("/health", responses=refusals.NO_MODEL)
def health(model: LoadedModel) -> Health:
    """Say whether predictions can be made; a load balancer sends no requests to a server that answers 503."""
    return Health(status="ok", model_version=model.version)


@router.get("/model/info", responses=refusals.NO_MODEL)
def model_info(model: LoadedModel) -> ModelInfo:
    """Describe the model, with an item that ``/predict`` takes."""
    return ModelInfo(
        version=model.version,
        class_names=list(model.metadata.class_names),
        input_shape=list(model.metadata.input_shape),
        features=list(model.metadata.features),
        example_item=example_items(1)[0],
    )


# These two are plain functions and not coroutines: FastAPI runs them in threads, so that a prediction, which keeps the
# processor busy, does not hold up the requests of others.
@router.post("/predict", responses=refusals.NO_MODEL | refusals.BAD_BODY)
def predict(body: PredictRequest, model: LoadedModel, request: Request, background: BackgroundTasks) -> PredictResponse:
    """Predict the classes of items."""
    return answer(body.items, model, request.app, background)


@router.post("/predict/file", responses=refusals.NO_MODEL | refusals.BAD_BODY | refusals.TOO_LARGE)
def predict_file(
    file: Annotated[UploadFile, File()], model: LoadedModel, request: Request, background: BackgroundTasks
) -> PredictResponse:
    """Predict the classes of the items in a file."""
    if (file.size or 0) > MAX_BYTES:
        raise HTTPException(413, f"a file may have {MAX_BYTES} bytes")
    try:
        items = decode(file.file.read(), model.metadata)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
    if not 1 <= len(items) <= MAX_ITEMS:
        raise HTTPException(400, f"a file has to hold 1 to {MAX_ITEMS} items, not {len(items)}")
    return answer(items, model, request.app, background)


def answer(items: list[Item], model: Predictor, app: FastAPI, background: BackgroundTasks) -> PredictResponse:
    """Predict, and tell the observers once the response has been sent."""
    try:
        predictions = model.predict(items)
    except ValueError as error:
        raise HTTPException(422, refusals.describe_bad_item(error)) from error
    background.add_task(notify, app.state.observers, items, predictions, model.version)
    answers = [ItemPrediction(**asdict(prediction)) for prediction in predictions]
    return PredictResponse(predictions=answers, model_version=model.version)


def create_app() -> FastAPI:
    """Build the app with its own routes and what ``extensions.py`` adds."""
    app = FastAPI(title="pkgname", lifespan=load_model)
    app.state.observers = []  # observers.py says who they are; extensions add theirs
    app.include_router(router)
    refusals.install(app)
    install(app)
    return app


app = create_app()


def run(
    host: Annotated[str, typer.Option(envvar="HOST", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", help="The port to listen at.")] = 8000,
) -> None:
    """Serve predictions over HTTP."""
    import uvicorn

    uvicorn.run(app, host=host, port=port)


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
