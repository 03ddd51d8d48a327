import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient

from pkgname.api import create_app
from pkgname.data.splits import load_split
from pkgname.monitoring.performance import main


def add_record(folder: Path, number: int, probability: float, label: str = "") -> None:
    """A prediction of the class "a" on a day."""
    content = {"time": "2024-01-15T12:00:00+00:00", "class_name": "a", "probability": probability, "brightness": 0.5}
    (folder / f"{number:012x}.json").write_text(json.dumps(content))
    if label:
        (folder / f"{number:012x}.label").write_text(label)


def test_predictions_are_recorded_and_take_feedback(
    trained: Path, processed_dir: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setenv("MODEL_PATH", str(trained))
    monkeypatch.setenv("PREDICTIONS_DIR", str(tmp_path))
    images = load_split(processed_dir, "test").images[:3].tolist()
    with TestClient(create_app()) as client:
        answers = client.post("/predict", json={"images": images}).json()
        assert len(list(tmp_path.glob("*.json"))) == 3
        told = client.post("/feedback", json={"id": answers[0]["id"], "class_name": answers[0]["class_name"]})
        assert told.status_code == 200
        assert client.post("/feedback", json={"id": "0" * 12, "class_name": "a"}).status_code == 404
        assert client.post("/feedback", json={"id": "../../secret", "class_name": "a"}).status_code == 422
    done = CliRunner().invoke(main, ["--folder", str(tmp_path), "--min-confidence", "0"])
    assert done.exit_code == 0
    assert "3 predictions" in done.output
    assert "100% of 1 labelled ones right" in done.output


@pytest.mark.parametrize(("label", "probability"), [("b", 0.9), ("", 0.2)])
def test_wrong_and_unsure_predictions_raise_an_alarm(label: str, probability: float, tmp_path: Path):
    for number in range(4):
        add_record(tmp_path, number, probability, label)
    done = CliRunner().invoke(main, ["--folder", str(tmp_path)])
    assert done.exit_code == 1
    assert "ALARM" in done.output


def test_without_predictions_the_next_command_is_named(tmp_path: Path):
    done = CliRunner().invoke(main, ["--folder", str(tmp_path)])
    assert done.exit_code != 0
    assert "make serve" in str(done.exception)
