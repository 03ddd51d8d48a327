"""Asks the API. Each problem is an ``ApiError``, whose message is a sentence for the page.

The fields are those of ``schemas.py``, which is not imported here because it needs the packages of the API and of the
data: a test compares them, and the form of the page is made from what ``/model/info`` says.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, fields
from typing import Any

import requests

DEFAULT_BACKEND = "http://127.0.0.1:8000"
TIMEOUT = 10.0
"""How many seconds the API may take to answer."""


class ApiError(Exception):
    """A problem with the API; the message says what it is and what to do."""


@dataclass(frozen=True)
class ModelInfo:
    """What the API says about its model."""

    version: str
    uri: str
    class_names: list[str]
    example_item: Any


@dataclass(frozen=True)
class ItemPrediction:
    """The most probable class of one item, and the probability of each class."""

    class_name: str
    probability: float
    probabilities: dict[str, float]


@dataclass(frozen=True)
class Upload:
    """A file that somebody has chosen."""

    name: str
    content: bytes


Question = Upload | list[Any]
"""What to predict: the items in a file, or items in JSON."""


def backend() -> str:
    """Return the address of the API from the environment."""
    return (os.environ.get("BACKEND") or DEFAULT_BACKEND).rstrip("/")


class Client:
    """Asks the API at an address.

    Args:
        address: For example ``http://127.0.0.1:8000``, without a slash at the end.
        timeout: How many seconds the API may take to answer.
    """

    def __init__(self, address: str, timeout: float = TIMEOUT) -> None:
        self.address = address
        self.timeout = timeout

    def model_info(self) -> ModelInfo:
        """Ask which model it is, and what an item looks like."""
        info: ModelInfo = self.read(ModelInfo, self.ask("GET", "/model/info"))
        return info

    def predict(self, question: Question) -> list[ItemPrediction]:
        """Ask for the prediction of each item."""
        if isinstance(question, Upload):
            body = self.ask("POST", "/predict/file", files={"file": (question.name, question.content)})
        else:
            body = self.ask("POST", "/predict", json={"items": question})
        if not isinstance(body, dict) or not isinstance(body.get("predictions"), list):
            raise self.unknown()
        return [self.read(ItemPrediction, one) for one in body["predictions"]]

    def ask(self, method: str, path: str, **body: Any) -> Any:
        """Send a request, and return the JSON of a response that is not an error."""
        try:
            response = requests.request(method, self.address + path, timeout=self.timeout, **body)
        except requests.Timeout as error:
            raise ApiError(f"The API at {self.address} did not answer within {self.timeout:g} seconds.") from error
        except requests.ConnectionError as error:
            raise ApiError(
                f"No API answers at {self.address}. Start it with: python -m pkgname.api, "
                "or set BACKEND to the address at which it runs."
            ) from error
        except (requests.RequestException, ValueError) as error:  # a host name can be wrong in many ways
            raise ApiError(f"BACKEND is {self.address!r}, which is not an address: write http://HOST:PORT.") from error
        if not response.ok:
            raise ApiError(describe(response, self.address))
        try:
            return response.json()
        except requests.JSONDecodeError as error:
            raise self.unknown() from error

    def read(self, form: type[Any], body: Any) -> Any:
        """Take the fields of a dataclass from the JSON of a response."""
        try:
            return form(**{field.name: body[field.name] for field in fields(form)})
        except (KeyError, TypeError) as error:
            raise self.unknown() from error

    def unknown(self) -> ApiError:
        """Describe a response that is none of this project's API."""
        return ApiError(
            f"What answers at {self.address} is not the API of this version of the project. "
            "Set BACKEND to its address, or update the two together."
        )


def describe(response: requests.Response, address: str) -> str:
    """Say what the status of a response means."""
    detail = read_detail(response)
    if response.status_code == 503:
        return f"The API has no model: {detail or 'it is not ready yet'}. Then restart the API."
    if response.status_code == 404:
        return f"The server at {address} has no such route: set BACKEND to the address of this project's API."
    if response.status_code < 500:
        return f"The API cannot read this: {detail or response.reason}."
    return f"The API failed with status {response.status_code}: its log says why."


def read_detail(response: requests.Response) -> str:
    """Read the explanation in an error response, without the full stop at its end."""
    try:
        detail = response.json()["detail"]
    except (requests.JSONDecodeError, KeyError, TypeError):
        return ""
    if isinstance(detail, list):  # one entry for each field that does not fit
        detail = "; ".join(str(one["msg"]) for one in detail if isinstance(one, dict) and "msg" in one)
    return str(detail).rstrip(".")
