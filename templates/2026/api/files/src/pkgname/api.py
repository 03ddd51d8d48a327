"""Serve predictions over HTTP: ``python -m pkgname.api``.

The model is loaded once, when the server starts. Without a model the server starts too, and responds 503 with the command
that creates one.
"""

import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import asdict
from typing import Annotated

import typer
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, File, HTTPException, Request, UploadFile

from pkgname import plugins, schemas
from pkgname.data import Item, decode, example_items
from pkgname.predict import Predictor, notify
from pkgname.runtime import (
    InputError,
    plain_errors,
    refuse_busy_port,
)

MAX_BYTES = 10 * 1024 * 1024
logger = logging.getLogger(__name__)
router = APIRouter()


@asynccontextmanager
async def load_model(app: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request, not on import: tests and tools import the app without weights."""
    # Imported here, with PyTorch, because the routes can be served without it.
    from pkgname.checkpoint import model_uri

    app.state.uri = model_uri()
    try:
        app.state.predictor, app.state.problem = Predictor.load(app.state.uri), ""
    except InputError as error:
        app.state.predictor, app.state.problem = None, str(error)
        logger.warning("%s", error)
    yield


def get_predictor(request: Request) -> Predictor:
    """Return the model, or respond 503 if there is none."""
    predictor: Predictor | None = request.app.state.predictor
    if predictor is None:
        raise HTTPException(503, request.app.state.problem)
    return predictor


LoadedModel = Annotated[Predictor, Depends(get_predictor)]


@router.get("/")
def welcome(request: Request) -> schemas.Welcome:
    """List the routes."""
    return schemas.Welcome(docs=request.app.docs_url, routes=sorted(request.app.openapi()["paths"]))


@router.get("/health", responses=schemas.NO_MODEL)
def health(model: LoadedModel) -> schemas.Health:
    """Say whether the server can predict; a load balancer sends no requests to a server that responds 503."""
    return schemas.Health(status="ok", model_version=model.version)


@router.get("/model/info", responses=schemas.NO_MODEL)
def model_info(model: LoadedModel, request: Request) -> schemas.ModelInfo:
    """Describe the model, with an example of an item."""
    return schemas.ModelInfo(
        version=model.version,
        uri=request.app.state.uri,
        class_names=list(model.metadata.class_names),
        input_shape=list(model.metadata.input_shape),
        features=list(model.metadata.features),
        example_item=example_items(model.metadata)[0],
    )


# Plain functions, not coroutines: FastAPI runs these in threads, so that a prediction does not block other requests.
@router.post("/predict", responses=schemas.NO_MODEL | schemas.BAD_BODY)
def predict(
    body: schemas.PredictRequest, model: LoadedModel, request: Request, background: BackgroundTasks
) -> schemas.PredictResponse:
    """Predict the classes of items."""
    return respond(body.items, model, request.app, background)


@router.post("/predict/file", responses=schemas.NO_MODEL | schemas.BAD_BODY | schemas.TOO_LARGE)
def predict_file(
    file: Annotated[UploadFile, File()], model: LoadedModel, request: Request, background: BackgroundTasks
) -> schemas.PredictResponse:
    """Predict the classes of the items in a file."""
    if (file.size or 0) > MAX_BYTES:
        raise HTTPException(413, f"a file has at most {MAX_BYTES} bytes")
    try:
        items = decode(file.file.read(), model.metadata)
    except ValueError as error:
        raise HTTPException(400, str(error)) from error
    if not 1 <= len(items) <= schemas.MAX_ITEMS:
        raise HTTPException(400, f"a file has 1 to {schemas.MAX_ITEMS} items, not {len(items)}")
    return respond(items, model, request.app, background)


def respond(
    items: Sequence[Item], model: Predictor, app: FastAPI, background: BackgroundTasks
) -> schemas.PredictResponse:
    """Predict, and call the observers after the response has been sent."""
    try:
        predictions = model.predict(items)
    except ValueError as error:
        raise HTTPException(422, schemas.describe_invalid_item(error)) from error
    background.add_task(notify, app.state.observers, items, predictions, model.version)
    answers = [schemas.ItemPrediction(**asdict(prediction)) for prediction in predictions]
    return schemas.PredictResponse(predictions=answers, model_version=model.version)


def create_app() -> FastAPI:
    """Build the app with its own routes and the parts that other stages plug in."""
    app = FastAPI(title="pkgname", lifespan=load_model)
    app.state.observers = []  # each an Observer of predict.py
    app.include_router(router)
    schemas.install(app)
    plugins.install(app)
    return app


app = create_app()


def run(
    host: Annotated[str, typer.Option(envvar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve predictions over HTTP."""
    import uvicorn

    with plain_errors():
        refuse_busy_port(host, port)
    uvicorn.run(app, host=host, port=port)


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
