"""Send the API data that drift more and more, and watch what the drift API says: ``python scripts/send_drift.py``.

The items are those of ``data/raw``, or of another file that the API could read. At severity 0 they are sent as they are; at 1
numbers have shrunk to a fifth, and every word is one that the model does not know.
"""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated, Any
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import numpy as np
import typer

from pkgname.drift.current import read_items
from pkgname.drift.perturb import perturb_item
from pkgname.interfaces import Metadata
from pkgname.runtime import (
    COMMAND,
    PROCESSED_DIR,
    RAW_DIR,
    InputError,
    plain_errors,
)

SECONDS = 30.0
"""How long a server may take to answer."""
CLIENTS = 8
"""How many requests are sent at the same time."""


def ask(url: str, remedy: str, body: Any = None) -> Any:
    """Send a request, with a body as JSON if there is one, and return the JSON of the response."""
    content = None if body is None else json.dumps(body).encode()
    try:
        with urlopen(Request(url, content, {"content-type": "application/json"}), timeout=SECONDS) as response:
            return json.load(response)
    except HTTPError as error:
        text = error.read().decode(errors="replace")[:300]
        raise InputError(f"{url} answered {error.code}: {text}") from error
    except (URLError, OSError, ValueError) as error:
        raise InputError(f"nothing answers at {url}. {remedy}") from error


def send(items: list[Any], api: str) -> None:
    """Send one request for each item."""
    remedy = f"Start the API with: PREDICTIONS_URI=file:predictions {COMMAND}.api"
    with ThreadPoolExecutor(CLIENTS) as pool:
        list(pool.map(lambda item: ask(f"{api}/predict", remedy, {"items": [item]}), items))


def watch(count: int, drift_api: str) -> str:
    """Ask for the verdict on the newest records, and put it into words."""
    remedy = f"Start the drift API with: PREDICTIONS_URI=file:predictions {COMMAND}.drift.api"
    verdict = ask(f"{drift_api}/verdict?n={count}", remedy)
    found = verdict["drifted"]
    return f"{verdict['status']}{' in ' if found else ''}{', '.join(found)} ({verdict['rows']} records)"


def run(
    api: Annotated[str, typer.Option(help="The address of the API.")] = "http://127.0.0.1:8000",
    drift_api: Annotated[str, typer.Option(help="The address of the drift API.")] = "http://127.0.0.1:8003",
    data: Annotated[Path, typer.Option(help="A file of items, or a folder of files.")] = RAW_DIR,
    processed_dir: Annotated[Path, typer.Option(help="Where metadata.json is.")] = PROCESSED_DIR,
    requests: Annotated[int, typer.Option(min=1, help="How many requests of each severity.")] = 100,
    steps: Annotated[int, typer.Option(min=2, help="How many severities, from 0 to 1.")] = 5,
    pause: Annotated[float, typer.Option(min=0, help="Seconds until the last records are written.")] = 2.0,
    seed: Annotated[int, typer.Option(help="Of the choice of items.")] = 0,
) -> None:
    """Send requests of growing drift, and print the verdict after each severity."""
    generator = np.random.default_rng(seed)
    with plain_errors():
        items = read_items(data, Metadata.load(processed_dir))
        for severity in np.linspace(0, 1, steps).tolist():
            chosen = [items[index] for index in generator.integers(len(items), size=requests)]
            send([perturb_item(item, severity, generator) for item in chosen], api.rstrip("/"))
            time.sleep(pause)
            print(f"severity {severity:.2f}: {watch(requests, drift_api.rstrip('/'))}")


if __name__ == "__main__":
    typer.run(run)
