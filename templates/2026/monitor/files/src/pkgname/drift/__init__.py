"""Whether the data that come in are still like those that the model was trained on, and what it is worth if they are not."""
