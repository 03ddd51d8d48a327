"""Ask the service of BentoML for predictions: ``python -m pkgname.serving.bentoml_client``."""

import os
from typing import Annotated

import numpy as np
import typer

from pkgname.data import encode, example_items
from pkgname.interfaces import Metadata
from pkgname.runtime import COMMAND, InputError, plain_errors
from pkgname.serving.needs import require


def predict_examples(url: str, count: int) -> list[tuple[str, float]]:
    """Return the most probable class of each of some example items, with its probability."""
    bentoml = require("bentoml")
    if not url.startswith(("http://", "https://")):
        raise InputError(f"{url!r} is not the address of a service: write http://HOST:PORT")
    try:
        with bentoml.SyncHTTPClient(url, server_ready_timeout=10) as client:
            metadata = Metadata.from_dict(client.describe()["metadata"])
            items = example_items(metadata, count)
            inputs = np.stack([np.asarray(encode(item, metadata), dtype=np.float32) for item in items])
            probabilities = client.predict(inputs=inputs)  # (count, classes)
    except bentoml.exceptions.BentoMLException as error:
        start = f"{COMMAND}.serving.bentoml_serve"
        raise InputError(f"no service answers at {url} ({error}). Start it with: {start}") from error
    return [(metadata.class_names[row.argmax()], float(row.max())) for row in probabilities]


def run(
    url: Annotated[str, typer.Option(envvar="BENTOML_URL", help="Where the service is.")] = "http://127.0.0.1:3000",
    count: Annotated[int, typer.Option(min=1, max=64, help="How many items are sent.")] = 3,
) -> None:
    """Send example items to the service, and print what it predicts."""
    os.environ.setdefault("BENTOML_DO_NOT_TRACK", "True")
    with plain_errors():
        predictions = predict_examples(url, count)
    for name, probability in predictions:
        print(f"{name}: {probability:.3f}")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
