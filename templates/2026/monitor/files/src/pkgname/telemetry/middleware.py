"""Counts each request of an app when its response is complete."""

from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from time import perf_counter
from typing import Any

from pkgname.telemetry.metrics import Metrics

# The types of ASGI: https://asgi.readthedocs.io/en/latest/specs/main.html
Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

OTHER = "other"
"""The label of everything that no route matches: were it the path, anybody could fill the memory with paths."""
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


def path_label(scope: Scope) -> str:
    """Return the template of the route that a request has matched, such as ``/items/{item_id}``, never the path."""
    route = scope.get("route")
    if route is None:
        return OTHER
    # The routes of an included router know their template without the prefix. FastAPI keeps the whole one in the scope.
    included = (scope.get("fastapi") or {}).get("effective_route_context")
    template = getattr(included, "path_format", None) or getattr(route, "path_format", None)
    return template if isinstance(template, str) else OTHER


def error_kind(status: int) -> str:
    """Return who is to blame for a response: ``client``, ``server``, or nobody."""
    if status >= 500:
        return "server"
    return "client" if status >= 400 else ""


@dataclass
class Exchange:
    """A request and its response while they pass through.

    Args:
        metrics: Where they are counted.
        scope: Of the request. The router adds the route to it.
    """

    metrics: Metrics
    scope: Scope
    started: float = field(default_factory=perf_counter)
    status: int = 500
    size: int = 0
    counted: bool = False

    def count(self, kind: str = "") -> None:
        """Count the request once, and an error of a kind, if there is one."""
        path = path_label(self.scope)
        method = self.scope["method"] if self.scope["method"] in METHODS else OTHER
        if kind:
            self.metrics.errors.labels(path, kind).inc()
        if self.counted:
            return
        self.counted = True
        self.metrics.requests.labels(method, path, str(self.status)).inc()
        self.metrics.seconds.labels(method, path).observe(perf_counter() - self.started)
        if self.size:
            self.metrics.input_size.observe(self.size)


class CountRequests:
    """ASGI middleware. It is not ``@app.middleware``, which sees the response only when its background tasks are done.

    Args:
        app: What it wraps.
        metrics: Where it counts.
        leave_out: A path that is not counted: that of the metrics, which Prometheus asks for several times a minute.
    """

    def __init__(self, app: App, metrics: Metrics, leave_out: str) -> None:
        self.app = app
        self.metrics = metrics
        self.leave_out = leave_out

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it."""
        if scope["type"] != "http" or scope["path"] == self.leave_out:
            await self.app(scope, receive, send)
            return
        exchange = Exchange(self.metrics, scope)

        async def receive_and_measure() -> Message:
            message = await receive()
            exchange.size += len(message.get("body", b""))
            return message

        async def send_and_count(message: Message) -> None:
            if message["type"] == "http.response.start":
                exchange.status = message["status"]
            # Counted before the last byte leaves: whoever has a response finds it in the metrics.
            elif not message.get("more_body", False):
                exchange.count(error_kind(exchange.status))
            await send(message)

        try:
            await self.app(scope, receive_and_measure, send_and_count)
        except Exception:
            exchange.count("exception")
            raise
