"""Serve a TorchScript file at the addresses that TorchServe had: ``python -m pkgname.serving.serve_torchscript``.

``GET /ping``, ``GET /models`` and ``POST /predictions/model`` with an image file as the body. It imports nothing of the
model's code. It is a small server for one model on one machine, without TorchServe's workers, batching and management.
"""

import json
import warnings
from io import BytesIO
from pathlib import Path
from typing import Annotated, Any

import click
import torch
from fastapi import Body, FastAPI, HTTPException

from pkgname.data.make_dataset import read_image
from pkgname.runtime import InputError, plain_errors
from pkgname.serving.export_torchscript import (
    DESCRIPTION,
    SCRIPT_PATH,
)

NAME = "model"


def load_scripted(path: Path) -> tuple[Any, dict[str, Any]]:
    """Load a TorchScript file with the classes and the shape that it was exported with."""
    if not path.is_file():
        raise InputError(f"there is no {path}. Export it with: python -m {__package__}.export_torchscript")
    extra: dict[str, Any] = {DESCRIPTION: ""}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        scripted = torch.jit.load(path, map_location="cpu", _extra_files=extra)
    return scripted.eval(), json.loads(extra[DESCRIPTION])


def create_app(path: Path) -> FastAPI:
    """Make the app that serves one file."""
    scripted, description = load_scripted(path)
    app = FastAPI(title=NAME)

    @app.get("/ping")
    def ping() -> dict[str, str]:
        """Say that the server is there."""
        return {"status": "Healthy"}

    @app.get("/models")
    def models() -> dict[str, list[dict[str, str]]]:
        """List the one model."""
        return {"models": [{"modelName": NAME, "modelUrl": path.name}]}

    @app.post(f"/predictions/{NAME}")
    def predictions(content: Annotated[bytes, Body(media_type="application/octet-stream")]) -> dict[str, float]:
        """Predict the class of an image file: the probability of each class, the most probable one first."""
        try:
            image = read_image(BytesIO(content), tuple(description["shape"]))
        except InputError as error:
            raise HTTPException(400, "the body is not an image that can be read") from error
        with torch.inference_mode():
            row = scripted(image.unsqueeze(0)).softmax(dim=1)[0].tolist()
        named = dict(zip(description["classes"], row, strict=True))
        return dict(sorted(named.items(), key=lambda pair: -pair[1]))

    return app


@click.command()
@click.option("--file", type=Path, default=SCRIPT_PATH, show_default=True, help="The exported model.")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", default=8080, show_default=True, help="The port to listen on.")
def main(file: Path, host: str, port: int) -> None:
    """Serve a TorchScript model."""
    import uvicorn

    with plain_errors():
        app = create_app(file)
    uvicorn.run(app, host=host, port=port)


if __name__ == "__main__":
    main()
