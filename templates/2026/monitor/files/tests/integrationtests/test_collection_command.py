"""The command that lists, counts and deletes what the API has stored."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pkgname.collection.__main__ import app as command
from pkgname.collection.records import (
    ItemRecord,
    Record,
    make_id,
)
from pkgname.collection.store import open_store


def test_the_command_lists_counts_and_deletes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uri = f"file:{tmp_path / 'predictions'}"
    monkeypatch.setenv("PREDICTIONS_URI", uri)
    assert "no records" in CliRunner().invoke(command, ["list"]).output
    time = datetime.now(UTC)
    items = [ItemRecord(None, {"size": 1.0}, name, {name: 1.0}) for name in ("first", "second", "third")]
    record = Record(time, make_id(time), "v1", tuple(items))
    open_store(uri).write(record.name, record.to_json())
    for options in (["-n", "5"], ["--hours", "1"]):
        lines = CliRunner().invoke(command, ["list", *options]).output.splitlines()
        assert len(lines) == 3
        assert "first" in lines[0]
    assert "1 records" in CliRunner().invoke(command, ["count"]).output
    assert "0 records deleted" in CliRunner().invoke(command, ["delete", "--older-than", "1"]).output


def test_the_command_says_which_setting_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PREDICTIONS_URI", raising=False)
    result = CliRunner().invoke(command, ["count"])
    assert result.exit_code == 1
    assert "export PREDICTIONS_URI" in result.output or "export PREDICTIONS_URI" in str(result.exception)
