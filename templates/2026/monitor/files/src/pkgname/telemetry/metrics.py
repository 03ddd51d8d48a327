"""What the API counts, in the names under which Prometheus, the dashboard and the alerts find it."""

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram, Summary, disable_created_metrics
from prometheus_client.multiprocess import MultiProcessCollector

from pkgname.predict import Prediction
from pkgname.runtime import InputError

# Seconds. A prediction on a CPU takes milliseconds to a second, and people leave after ten. The alert and the objective
# for the latency need a border at their limit, 0.5. Each border is one more number for every route and method.
LATENCY_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
SHARED_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable with the folder through which the workers of one server share their numbers."""

# The time at which each number began would double how many there are, and nothing here reads it.
disable_created_metrics()  # type: ignore[no-untyped-call]


class Metrics:
    """The metrics of one app, in a registry of their own, so that two apps in a process do not share numbers."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "api_requests_total",
            "Requests by method, route and status.",
            ("method", "path", "status"),
            registry=self.registry,
        )
        self.errors = Counter(
            "api_errors_total",
            "Responses with 4xx (client) and 5xx (server), and exceptions in our code (exception), by route.",
            ("path", "kind"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "api_request_seconds",
            "Seconds from the request to the last byte of the response, by method and route.",
            ("method", "path"),
            buckets=LATENCY_BUCKETS,
            registry=self.registry,
        )
        self.input_size = Summary(
            "api_input_size", "Bytes in the body of a request that has one.", registry=self.registry
        )
        self.predictions = Counter(
            "model_predictions_total",
            "Predicted items by class.",
            ("class_name",),
            registry=self.registry,
        )

    def observe(self, _items: Sequence[Any], predictions: Sequence[Prediction], _version: str) -> None:
        """Count the predictions of a request by class."""
        for prediction in predictions:
            self.predictions.labels(prediction.class_name).inc()

    def collect(self) -> CollectorRegistry:
        """Return the registry to show: that of this process, or one with the sums over all workers of the server."""
        if SHARED_FOLDER not in os.environ:
            return self.registry
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return registry


def make_shared_folder() -> None:
    """Create the folder of the workers, if one is named."""
    folder = os.environ.get(SHARED_FOLDER)
    if folder is None:
        return
    try:
        Path(folder).mkdir(parents=True, exist_ok=True)
        TemporaryFile(dir=folder).close()
    except OSError as error:
        raise InputError(
            f"the metrics of several workers cannot go to {folder!r}: {error.strerror}. "
            f"Name an empty folder, or remove the variable: unset {SHARED_FOLDER}"
        ) from None
