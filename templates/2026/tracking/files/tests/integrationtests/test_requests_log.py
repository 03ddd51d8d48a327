import logging

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from pkgname.tracking import requests_log


def test_each_request_is_logged_with_its_status_and_duration(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, logger=requests_log.__name__):
        client.get("/health")
        client.get("/nowhere")
    lines = [record.getMessage() for record in caplog.records if record.name == requests_log.__name__]
    assert [line.split(" in ")[0] for line in lines] == ["GET /health: 200", "GET /nowhere: 404"]
    assert all(line.endswith(" ms") for line in lines)


def test_an_error_in_a_route_is_logged_with_its_traceback(caplog: pytest.LogCaptureFixture) -> None:
    app = FastAPI()
    requests_log.install(app)

    @app.get("/broken")
    def broken() -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        TestClient(app).get("/broken")
    [record] = [record for record in caplog.records if record.name == requests_log.__name__]
    assert "GET /broken failed" in record.getMessage()
    assert record.exc_info is not None


def test_two_apps_log_each_line_once() -> None:
    for _ in range(2):
        requests_log.install(FastAPI())
    handlers = logging.getLogger("pkgname").handlers
    assert [type(handler).__name__ for handler in handlers] == ["ToLoguru"]
