from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from pkgname.api import create_app
from pkgname.data.splits import load_split


def test_requests_and_predictions_are_counted(
    trained: Path, processed_dir: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("MODEL_PATH", str(trained))
    monkeypatch.chdir(tmp_path)
    images = load_split(processed_dir, "test").images[:5].tolist()
    with TestClient(create_app()) as client:
        client.post("/predict", json={"images": images})
        client.post("/predict", json={"images": []})
        client.get("/a/path/that/is/not/there")
        text = client.get("/metrics").text
    assert 'api_requests_total{path="/predict",status="200"} 1.0' in text
    assert 'api_requests_total{path="/predict",status="422"} 1.0' in text
    assert 'api_requests_total{path="other",status="404"} 1.0' in text
    counts = [float(line.split()[1]) for line in text.splitlines() if line.startswith("model_predictions_total{")]
    assert sum(counts) == 5
