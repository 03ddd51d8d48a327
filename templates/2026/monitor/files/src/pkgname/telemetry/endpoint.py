"""Adds the metrics to an app: they are shown at ``/metrics``."""

from fastapi import FastAPI, Request, Response
from prometheus_client import generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

from pkgname.runtime import plain_errors
from pkgname.telemetry.metrics import (
    Metrics,
    make_shared_folder,
)
from pkgname.telemetry.middleware import CountRequests

PATH = "/metrics"


def show_metrics(request: Request) -> Response:
    """Write the metrics in the text format, which every version of Prometheus reads."""
    metrics: Metrics = request.app.state.metrics
    return Response(generate_latest(metrics.collect()), headers={"content-type": CONTENT_TYPE_PLAIN_0_0_4})


def install(app: FastAPI) -> None:
    """Count the requests and the predictions of an app.

    A mounted app would answer at ``/metrics/`` and redirect from ``/metrics``; a route answers where everybody asks.
    """
    with plain_errors():
        make_shared_folder()
    metrics = Metrics()
    app.state.metrics = metrics
    app.state.observers.append(metrics.observe)
    app.add_api_route(PATH, show_metrics, include_in_schema=False)
    app.add_middleware(CountRequests, metrics=metrics, leave_out=PATH)
