from fastapi.testclient import TestClient

from pkgname.data import example_items
from pkgname.interfaces import Metadata


def test_null_is_a_missing_number(client: TestClient, served_metadata: Metadata) -> None:
    (item,) = example_items(served_metadata)
    item[served_metadata.features[0]] = None
    response = client.post("/predict", json={"items": [item]})
    assert response.status_code == 200, response.text
    assert sum(response.json()["predictions"][0]["probabilities"].values()) > 0.99


def test_a_column_that_is_not_there_is_named(client: TestClient, served_metadata: Metadata) -> None:
    (item,) = example_items(served_metadata)
    missing = served_metadata.features[0]
    del item[missing]
    response = client.post("/predict", json={"items": [item]})
    assert response.status_code == 422
    assert missing in response.json()["detail"][0]["msg"]
