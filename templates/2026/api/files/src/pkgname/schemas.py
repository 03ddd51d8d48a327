"""What goes into the API and what comes out."""

from pydantic import BaseModel, Field

from pkgname.data import Item

MAX_ITEMS = 256


class PredictRequest(BaseModel):
    """The items to predict."""

    items: list[Item] = Field(min_length=1, max_length=MAX_ITEMS)


class ItemPrediction(BaseModel):
    """The most probable class of one item, and the probability of every class."""

    class_name: str
    probability: float = Field(ge=0, le=1)
    probabilities: dict[str, float]


class PredictResponse(BaseModel):
    """One prediction for each item, in the order of the items, and which weights made them."""

    predictions: list[ItemPrediction]
    model_version: str


class ModelInfo(BaseModel):
    """What a client has to know about the model."""

    version: str
    class_names: list[str]
    input_shape: list[int]
    features: list[str]
    example_item: Item


class Welcome(BaseModel):
    """Where to go from here."""

    docs: str
    routes: list[str]


class Health(BaseModel):
    """Whether predictions can be made."""

    status: str
    model_version: str
