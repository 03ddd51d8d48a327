from pathlib import Path

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from pkgname.data import example_items
from pkgname.interfaces import Metadata
from pkgname.telemetry import endpoint


def read(client: TestClient) -> dict[str, float]:
    """Read the metrics as ``{'api_requests_total{method="GET",...}': 1.0}``, with sorted labels."""
    response = client.get("/metrics", follow_redirects=False)
    assert response.status_code == 200
    found = {}
    for family in text_string_to_metric_families(response.text):
        for sample in family.samples:
            labels = ",".join(f'{name}="{value}"' for name, value in sorted(sample.labels.items()))
            found[f"{sample.name}{{{labels}}}" if labels else sample.name] = sample.value
    return found


def rise(client: TestClient, method: str, path: str, **request: object) -> dict[str, float]:
    """Return by how much each metric rises in a request."""
    before = read(client)
    client.request(method, path, **request)  # type: ignore[arg-type]
    after = read(client)
    return {name: value - before.get(name, 0) for name, value in after.items() if value != before.get(name, 0)}


def requests(method: str, path: str, status: int) -> str:
    return f'api_requests_total{{method="{method}",path="{path}",status="{status}"}}'


def errors(path: str, kind: str) -> str:
    return f'api_errors_total{{kind="{kind}",path="{path}"}}'


@pytest.fixture
def other_app() -> TestClient:
    """Return a client of an app with routes that are not those of this project."""
    app = FastAPI()
    app.state.observers = []
    inner = APIRouter(prefix="/inner")

    @inner.get("/{number}")
    def read_number(number: int) -> int:
        if number == 0:
            raise ZeroDivisionError
        return number

    outer = APIRouter(prefix="/outer")
    outer.include_router(inner)
    app.include_router(outer, prefix="/v1")
    endpoint.install(app)
    return TestClient(app, raise_server_exceptions=False)


def test_a_prediction_raises_the_counters_by_one(client: TestClient, served_metadata: Metadata) -> None:
    risen = rise(client, "POST", "/predict", json={"items": example_items(served_metadata, 2)})
    assert risen[requests("POST", "/predict", 200)] == 1
    assert risen['api_request_seconds_count{method="POST",path="/predict"}'] == 1
    assert risen["api_input_size_count"] == 1
    assert risen["api_input_size_sum"] > 0
    by_class = {name: value for name, value in risen.items() if name.startswith("model_predictions_total")}
    assert sum(by_class.values()) == 2
    assert not [name for name in risen if name.startswith("api_errors_total")]


def test_a_request_that_is_refused_raises_the_counter_of_errors(client: TestClient) -> None:
    risen = rise(client, "POST", "/predict", json={"items": []})
    assert risen[requests("POST", "/predict", 422)] == 1
    assert risen[errors("/predict", "client")] == 1


def test_without_a_model_the_error_is_one_of_the_server(client_without_model: TestClient) -> None:
    assert rise(client_without_model, "GET", "/health")[errors("/health", "server")] == 1


def test_the_route_of_an_included_router_has_its_whole_template(other_app: TestClient) -> None:
    first, second = rise(other_app, "GET", "/v1/outer/inner/7"), rise(other_app, "GET", "/v1/outer/inner/8")
    assert first[requests("GET", "/v1/outer/inner/{number}", 200)] == 1
    assert second[requests("GET", "/v1/outer/inner/{number}", 200)] == 1


def test_an_exception_is_counted_once(other_app: TestClient) -> None:
    risen = rise(other_app, "GET", "/v1/outer/inner/0")
    assert risen[requests("GET", "/v1/outer/inner/{number}", 500)] == 1
    assert risen[errors("/v1/outer/inner/{number}", "exception")] == 1
    assert errors("/v1/outer/inner/{number}", "server") not in risen


def test_unknown_paths_and_methods_share_one_label(other_app: TestClient) -> None:
    risen = rise(other_app, "GET", "/nowhere")
    assert risen[requests("GET", "other", 404)] == 1
    assert risen[errors("other", "client")] == 1
    names = set(read(other_app))
    for number in range(50):
        other_app.get(f"/nowhere/{number}")
        other_app.request(f"METHOD{number}", "/v1/outer/inner/1")
    new = set(read(other_app)) - names
    assert requests("other", "/v1/outer/inner/{number}", 405) in new
    assert not [name for name in new if "nowhere" in name or "METHOD" in name]


def test_asking_for_the_metrics_is_not_counted(client: TestClient) -> None:
    assert read(client) == read(client)


def test_two_apps_do_not_share_their_numbers(client: TestClient, other_app: TestClient) -> None:
    client.get("/health")
    assert not [name for name in read(other_app) if "/health" in name]


def test_a_folder_for_the_workers_that_cannot_be_made_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path / "file"))
    with pytest.raises(SystemExit, match=r"error: the metrics of several workers cannot go to .*unset"):
        endpoint.install(FastAPI())
