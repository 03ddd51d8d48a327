"""Load test of the API: users who ask for predictions, and thresholds that have to hold.

    locust -f tests/performancetests/locustfile.py --headless --users 10 --run-time 30s --host http://127.0.0.1:8000

The users send the example of ``/model/info``, so they fit whatever the model takes. If a threshold does not hold, locust
ends with status 1. Each is an option, or a variable of the environment.

This file imports nothing of the package: locust replaces the blocking calls of Python (gevent), and a machine that sends
the load needs no PyTorch. pytest does not collect it.
"""

import json
import sys
from argparse import ArgumentTypeError
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

from locust import HttpUser, between, events, task
from locust.argument_parser import LocustArgumentParser
from locust.env import Environment

START = "python -m pkgname.api"
BATCH = 8
PROBLEMS: list[str] = []
PATIENCE = 10
"""Seconds to wait for the first response: a server that was scaled to zero has to load its model."""


class Visitor(HttpUser):
    """A person who asks for a prediction every one or two seconds, and sometimes for several at once."""

    wait_time = between(1, 2)

    def on_start(self) -> None:
        """Get an item to send."""
        self.item = self.client.get("/model/info").json()["example_item"]

    @task(3)
    def predict_one(self) -> None:
        """Ask for the prediction of one item."""
        self.predict(1)

    @task
    def predict_batch(self) -> None:
        """Ask for the predictions of a batch; these are a row of their own in the report."""
        self.predict(BATCH)

    @task
    def check_health(self) -> None:
        """Ask what a load balancer asks."""
        self.client.get("/health")

    def predict(self, count: int) -> None:
        """Send items; a response without a prediction for each is a failure, whatever its status."""
        body = {"items": [self.item] * count}
        name = f"/predict ({count})"
        with self.client.post("/predict", json=body, name=name, catch_response=True) as response:
            if response.ok and len(response.json().get("predictions", ())) != count:
                response.failure(f"expected {count} predictions")


def ratio(text: str) -> float:
    """Read a number between 0 and 1."""
    value = float(text)
    if not 0 <= value <= 1:
        raise ArgumentTypeError("a ratio is between 0 and 1")
    return value


def add_thresholds(parser: LocustArgumentParser) -> None:
    """Let the command line and the environment set the thresholds."""
    group = parser.add_argument_group("Thresholds")
    fails = "Largest share of requests that may fail."
    group.add_argument("--max-fail-ratio", type=ratio, default=0.01, env_var="MAX_FAIL_RATIO", help=fails)
    for percent, default in ((95, 1000), (99, 2000)):
        option, variable = f"--max-p{percent}", f"MAX_P{percent}"
        text = f"Milliseconds within which {percent} %% of the responses have to be there."
        group.add_argument(option, type=float, default=default, env_var=variable, help=text)


def check_server(environment: Environment, **_: Any) -> None:
    """Say in one line why there is nothing to load, before the first user comes."""
    host = (environment.host or "").rstrip("/")
    if not host:
        if environment.parsed_options and environment.parsed_options.headless:
            raise SystemExit("error: there is no API to load. Name one with: --host http://127.0.0.1:8000")
        return  # the page of locust asks for it
    environment.host = host  # locust puts paths behind it as it is
    try:
        urlopen(f"{host}/model/info", timeout=PATIENCE).close()
    except HTTPError as error:
        raise SystemExit(f"error: {host}/model/info responds {error.code}{explain(error.read())}") from None
    except (OSError, ValueError, HTTPException) as error:
        reason = getattr(error, "reason", error)
        raise SystemExit(f"error: no API responds at {host} ({reason}). Start it with: {START}") from None


def explain(body: bytes) -> str:
    """Return what the API says about an error, if it says anything."""
    try:
        return f": {json.loads(body)['detail']}"
    except (ValueError, LookupError, TypeError):
        return ""


def judge(environment: Environment, **_: Any) -> None:
    """Compare the figures with the thresholds: they alone decide about the status."""
    PROBLEMS.extend(list_problems(environment))
    environment.process_exit_code = 1 if PROBLEMS else 0


def tell(**_: Any) -> None:
    """Name the thresholds that do not hold, after the tables, so that it is the last line."""
    if PROBLEMS:
        print(f"error: {'; '.join(PROBLEMS)}", file=sys.stderr)


def list_problems(environment: Environment) -> list[str]:
    """Name each threshold that does not hold, with its figure."""
    total, options = environment.stats.total, environment.parsed_options
    if options is None or total.num_requests == 0:
        return ["no request got a response: run the test for longer"]
    problems = []
    if total.fail_ratio > options.max_fail_ratio:
        failed, allowed = f"{total.fail_ratio:.1%}", f"{options.max_fail_ratio:.1%}"
        problems.append(f"{failed} of the requests failed, and --max-fail-ratio allows {allowed}")
    for percent, limit in ((95, options.max_p95), (99, options.max_p99)):
        time = total.get_response_time_percentile(percent / 100)
        if time > limit:
            problems.append(f"p{percent} is {time:.0f} ms, and --max-p{percent} allows {limit:g} ms")
    return problems


LISTENERS = (
    (events.init_command_line_parser, add_thresholds),
    (events.init, check_server),
    (events.quitting, judge),
    (events.quit, tell),
)
for event, listener in LISTENERS:
    event.add_listener(listener)  # type: ignore[no-untyped-call]  # the only function of locust without types
