"""The log of the API: a line for each request, with its duration, and the messages of this package."""

import logging
from collections.abc import Awaitable, Callable
from functools import cache
from time import perf_counter

from fastapi import FastAPI, Request, Response

from pkgname.runtime import plain_errors
from pkgname.tracking.log import ToLoguru, open_terminal

logger = logging.getLogger(__name__)


async def log_request(request: Request, call_next: Callable[[Request], Awaitable[Response]]) -> Response:
    """Log the method, the path, the status and the duration; for an error in our code also the traceback."""
    started = perf_counter()
    try:
        response = await call_next(request)
    except Exception:
        logger.exception("%s %s failed", request.method, request.url.path)
        raise
    duration = 1000 * (perf_counter() - started)
    logger.info("%s %s: %d in %.0f ms", request.method, request.url.path, response.status_code, duration)
    return response


@cache  # once, however many apps a process makes
def start_log() -> None:
    """Send what this package logs through loguru. Uvicorn's own loggers stay as they are."""
    with plain_errors():
        open_terminal()
    package = logging.getLogger("pkgname")
    package.addHandler(ToLoguru())
    package.setLevel(logging.DEBUG)


def install(app: FastAPI) -> None:
    """Log the requests of an app."""
    start_log()
    app.middleware("http")(log_request)
