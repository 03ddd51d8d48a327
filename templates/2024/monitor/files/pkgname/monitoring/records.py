"""Record each prediction of the API, and the true class where somebody tells it later: ``POST /feedback``.

A file for each, so that several servers can write into one folder, also one of a bucket. Images are not stored.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field
from torch import Tensor


class Feedback(BaseModel):
    """The true class of an image, by the id of its prediction."""

    id: str = Field(pattern="^[0-9a-f]{12}$")  # it becomes the name of a file
    class_name: str = Field(min_length=1, max_length=200)


def records_folder() -> Path:
    """Return the folder of the records."""
    return Path(os.environ.get("PREDICTIONS_DIR") or "predictions")


def record(images: Tensor, predictions: list[Any]) -> None:
    """Write what was predicted, with the brightness of each image ``(C, H, W)``."""
    folder = records_folder()
    folder.mkdir(parents=True, exist_ok=True)
    time = datetime.now(UTC).isoformat(timespec="seconds")
    for image, prediction in zip(images, predictions, strict=True):
        content = {
            "time": time,
            "class_name": prediction.class_name,
            "probability": prediction.probability,
            "brightness": image.mean().item(),
        }
        path = folder / f"{prediction.id}.json"
        path.write_text(json.dumps(content) + "\n", encoding="utf-8")


def take_feedback(feedback: Feedback) -> dict[str, str]:
    """Record the true class of an image that was predicted."""
    folder = records_folder()
    if not (folder / f"{feedback.id}.json").is_file():
        raise HTTPException(404, f"no prediction has the id {feedback.id}")
    (folder / f"{feedback.id}.label").write_text(feedback.class_name, encoding="utf-8")
    return {"status": "recorded"}


def install(app: FastAPI) -> None:
    """Record the predictions of an app."""
    app.state.observers.append(record)
    app.add_api_route("/feedback", take_feedback, methods=["POST"])
