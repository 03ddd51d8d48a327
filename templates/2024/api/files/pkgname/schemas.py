"""Request and response bodies of the API."""

from collections.abc import Callable
from typing import Annotated, TypeAlias

from pydantic import BaseModel, Field
from torch import Tensor

MAX_IMAGES = 256
Pixel = Annotated[float, Field(ge=0, le=1)]


class Images(BaseModel):
    """Images to predict: for each a list of channels of rows of pixels in [0, 1]."""

    images: list[list[list[list[Pixel]]]] = Field(min_length=1, max_length=MAX_IMAGES)


class Prediction(BaseModel):
    """The most probable class of an image, the probability of each class, and an id to come back to it."""

    id: str
    class_name: str
    probability: float
    probabilities: dict[str, float]


class Description(BaseModel):
    """What a client needs to know about the model."""

    classes: list[str]
    shape: list[int]


Observer: TypeAlias = Callable[[Tensor, list[Prediction]], None]
"""Is called with the images ``(N, C, H, W)`` of a request and their predictions: ``app.state.observers.append(...)``."""
