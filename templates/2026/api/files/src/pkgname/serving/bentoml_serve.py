"""Serve the exported model with BentoML: ``python -m pkgname.serving.bentoml_serve``.

It is ``bentoml serve pkgname.serving.bentoml_service:Classifier``, after a look at what that needs.
"""

import os
from typing import Annotated, Any

import typer

from pkgname.runtime import plain_errors, refuse_busy_port
from pkgname.serving.needs import require
from pkgname.serving.onnx_model import OnnxPredictor, onnx_path


def run(
    host: Annotated[str, typer.Option(envvar="HOST", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(envvar="PORT", min=0, max=65535, help="The port to listen on.")] = 3000,
) -> None:
    """Serve predictions of the exported model with BentoML."""
    os.environ.setdefault("BENTOML_DO_NOT_TRACK", "True")  # it would report how it is used
    with plain_errors():
        require("bentoml")
        OnnxPredictor(onnx_path())
        refuse_busy_port(host, port)
    from pkgname.serving.bentoml_service import Classifier

    service: Any = Classifier  # the decorator has made a service of the class
    service.serve_http(host=host, port=port)


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
