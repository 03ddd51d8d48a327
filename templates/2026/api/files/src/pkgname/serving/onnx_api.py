"""Serve the exported model over HTTP: ``python -m pkgname.serving.onnx_api``.

The routes and the bodies are those of ``api.py``; only what computes the predictions is another: ONNX Runtime, so that a
container needs no PyTorch. Export the model first: ``python -m pkgname.serving.export_onnx``.
"""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Annotated

import typer
from fastapi import FastAPI

from pkgname import api, plugins, schemas
from pkgname.predict import Observer
from pkgname.runtime import (
    InputError,
    plain_errors,
    refuse_busy_port,
)
from pkgname.serving.onnx_model import OnnxPredictor, onnx_path

logger = logging.getLogger(__name__)


@asynccontextmanager
async def load_model(app: FastAPI) -> AsyncIterator[None]:
    """Load the exported model before the first request; without one, respond 503 with the command that creates it."""
    app.state.uri = f"file:{onnx_path()}"
    try:
        app.state.predictor, app.state.problem = OnnxPredictor(onnx_path()), ""
    except InputError as error:
        app.state.predictor, app.state.problem = None, str(error)
        logger.warning("%s", error)
    yield


def create_app() -> FastAPI:
    """Build the app: what ``api.create_app`` builds, with another model."""
    app = FastAPI(
        title="pkgname on ONNX Runtime",
        lifespan=load_model,
    )
    observers: list[Observer] = []
    app.state.observers = observers
    app.include_router(api.router)
    schemas.install(app)
    plugins.install(app)
    return app


app = create_app()


def run(
    host: Annotated[str, typer.Option(envvar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="The port to listen on.")] = 8000,
) -> None:
    """Serve predictions of the exported model over HTTP."""
    import uvicorn

    with plain_errors():
        refuse_busy_port(host, port)
    uvicorn.run(app, host=host, port=port)


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
