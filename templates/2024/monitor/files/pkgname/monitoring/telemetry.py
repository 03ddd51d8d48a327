"""Count what the server does: requests, errors and seconds, and the predicted classes, at ``/metrics`` for Prometheus."""

from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

from fastapi import FastAPI, Request, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4

PATH = "/metrics"
OTHER = "other"
"""The label of everything that no route matches: were it the path, anybody could fill the memory with paths."""
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)  # seconds


class Telemetry:
    """The metrics of one app, in a registry of their own, so that two apps in a process do not share numbers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "api_requests_total", "Requests by route and status.", ("path", "status"), registry=self.registry
        )
        self.seconds = Histogram(
            "api_request_seconds", "Seconds of a request.", ("path",), buckets=BUCKETS, registry=self.registry
        )
        self.predictions = Counter(
            "model_predictions_total", "Predicted images by class.", ("class_name",), registry=self.registry
        )

    async def count(self, request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
        """Pass a request on, and count it with its answer; an exception is an answer with status 500."""
        if request.url.path == PATH:
            return await call_next(request)
        start, status = perf_counter(), 500
        try:
            response = await call_next(request)
            status = response.status_code
            return response
        finally:
            # The template of the route, such as /items/{id}, is known only after the request has found it.
            path = getattr(request.scope.get("route"), "path", OTHER)
            self.requests.labels(path, str(status)).inc()
            self.seconds.labels(path).observe(perf_counter() - start)

    def observe(self, _images: Any, predictions: list[Any]) -> None:
        """Count the predictions of a request by class."""
        for prediction in predictions:
            self.predictions.labels(prediction.class_name).inc()

    def show(self) -> Response:
        """Write the metrics in the text format of Prometheus."""
        return Response(generate_latest(self.registry), headers={"content-type": CONTENT_TYPE_PLAIN_0_0_4})


def install(app: FastAPI) -> None:
    """Count the requests and the predictions of an app."""
    telemetry = Telemetry()
    app.state.observers.append(telemetry.observe)
    app.middleware("http")(telemetry.count)
    app.add_api_route(PATH, telemetry.show, include_in_schema=False)
