"""Serve predictions over HTTP: ``make serve``.

The model is loaded once, when the server starts. Without a model the server starts too, and responds 503 with the command
that makes one.
"""

import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated
from uuid import uuid4

import click
import torch
from fastapi import APIRouter, BackgroundTasks, Depends, FastAPI, File, HTTPException, Request, UploadFile
from torch import Tensor

from pkgname import plugins
from pkgname.data.make_dataset import read_image
from pkgname.models.checkpoint import load_model
from pkgname.models.model import Model
from pkgname.predict_model import predict
from pkgname.runtime import MODEL_PATH, InputError
from pkgname.schemas import Description, Images, Prediction

MAX_BYTES = 10 * 1024 * 1024
logger = logging.getLogger(__name__)
router = APIRouter()


@asynccontextmanager
async def load_at_start(app: FastAPI) -> AsyncIterator[None]:
    """Load the model before the first request, not on import: tests and tools import the app without one."""
    app.state.model, app.state.problem = None, ""
    try:
        app.state.model = load_model(Path(os.environ.get("MODEL_PATH") or MODEL_PATH))
    except InputError as error:
        app.state.problem = str(error)
        logger.warning("%s", error)
    yield


def get_model(request: Request) -> Model:
    """Return the model, or respond 503 if there is none."""
    model: Model | None = request.app.state.model
    if model is None:
        raise HTTPException(503, request.app.state.problem)
    return model


LoadedModel = Annotated[Model, Depends(get_model)]


@router.get("/health")
def health(model: LoadedModel) -> dict[str, str]:
    """Say whether the server can predict; a load balancer sends no requests to a server that responds 503."""
    return {"status": "ok"}


@router.get("/model")
def describe(model: LoadedModel) -> Description:
    """Describe the model."""
    return Description(classes=list(model.config.classes), shape=list(model.config.shape))


# Plain functions, not coroutines: FastAPI runs these in threads, so that a prediction does not block other requests.
@router.post("/predict")
def predict_images(body: Images, model: LoadedModel, request: Request, background: BackgroundTasks) -> list[Prediction]:
    """Predict the classes of images."""
    try:
        images = torch.tensor(body.images)  # (N, C, H, W)
    except ValueError as error:
        raise HTTPException(422, "all rows and all channels have to be of one length") from error
    if tuple(images.shape[1:]) != model.config.shape:
        raise HTTPException(422, f"an image has the shape {model.config.shape}, not {tuple(images.shape[1:])}")
    return respond(images, model, request.app, background)


@router.post("/predict/file")
def predict_file(
    file: Annotated[UploadFile, File()], model: LoadedModel, request: Request, background: BackgroundTasks
) -> list[Prediction]:
    """Predict the class of an image file of any size."""
    if (file.size or 0) > MAX_BYTES:
        raise HTTPException(413, f"a file has at most {MAX_BYTES} bytes")
    try:
        image = read_image(file.file, model.config.shape)
    except InputError as error:
        raise HTTPException(400, "the file is not an image that can be read") from error
    return respond(image.unsqueeze(0), model, request.app, background)


def respond(images: Tensor, model: Model, app: FastAPI, background: BackgroundTasks) -> list[Prediction]:
    """Predict, and call the observers after the response has been sent."""
    predictions = [
        Prediction(
            id=uuid4().hex[:12],
            class_name=max(named, key=lambda name: named[name]),
            probability=max(named.values()),
            probabilities=named,
        )
        for row in predict(model, images).tolist()
        for named in [dict(zip(model.config.classes, row, strict=True))]
    ]
    for observer in app.state.observers:
        background.add_task(observer, images, predictions)
    return predictions


def create_app() -> FastAPI:
    """Make the app with its own routes and the parts that others plug in."""
    app = FastAPI(title="pkgname", lifespan=load_at_start)
    app.state.observers = []  # each an Observer
    app.include_router(router)
    plugins.install(app)
    return app


app = create_app()


@click.command()
@click.option("--host", default="127.0.0.1", envvar="HOST", show_default=True, help="The address to listen on.")
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="The port to listen on.")
def main(host: str, port: int) -> None:
    """Serve predictions over HTTP."""
    import uvicorn

    uvicorn.run(app, host=host, port=port)


if __name__ == "__main__":
    main()
