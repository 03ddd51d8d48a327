"""Where the page looks for the API, for how long, and where it listens itself."""

import re
import socket

import pytest

from pkgname.frontend_app import __main__ as command
from pkgname.frontend_app import app, client


@pytest.mark.parametrize("address", ["localhost:8000", "http://", "http://[", "nonsense"])
def test_an_address_that_is_none_is_named(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKEND", address)
    with pytest.raises(client.ApiError, match=re.escape(f"BACKEND is {address.rstrip('/')!r}")):
        client.Client(client.backend()).model_info()


def test_an_api_that_takes_too_long_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"http://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(client.ApiError, match=r"did not answer within 0\.1 seconds"):
            client.Client(address, timeout=0.1).model_info()


def test_the_command_listens_where_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr("streamlit.web.cli.main", lambda words, **_: called.append(words))
    monkeypatch.setattr("sys.argv", ["frontend"])
    monkeypatch.setenv("HOST", "127.0.0.1")
    monkeypatch.setenv("PORT", "0")
    command.main()
    (words,) = called
    assert words[:2] == ["run", app.__file__]
    assert words[words.index("--server.port") + 1] == "0"
    assert words[words.index("--server.address") + 1] == "127.0.0.1"


def test_a_port_in_use_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        monkeypatch.setattr("sys.argv", ["frontend", "--port", str(taken.getsockname()[1])])
        with pytest.raises(SystemExit, match="another program uses that port"):
            command.main()
