"""Weights in a bucket of Google Cloud Storage, for ``MODEL_URI=gs://<bucket>/<path>``.

As a command it uploads weights: ``python -m pkgname.weights_gs gs://our-bucket/models/model.pth``.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer

from pkgname.runtime import (
    COMMAND,
    INSTALL,
    InputError,
    MissingFileError,
    plain_errors,
)

CACHE = Path("~/.cache/pkgname/gs")
LOGIN = "gcloud auth application-default login"
SECONDS = 30.0
"""How long the attempts of a request may take together."""


def download(uri: str) -> Path:
    """Download an object once: every new version of it has another generation, which is part of the name in the cache.

    Raises:
        MissingFileError: There is no such bucket, or no such object in it.
        InputError: There are no credentials, or they do not allow to read it.
    """
    blob = open_blob(uri)
    from google.api_core.exceptions import NotFound

    with cloud_errors(uri):
        try:
            blob.reload(retry=short_retry())
        except NotFound as error:
            raise MissingFileError(
                f"there are no weights at {uri}: no such bucket, or no such object. Upload some with: "
                f"{COMMAND}.weights_gs {uri}"
            ) from error
        path: Path = CACHE.expanduser() / blob.bucket.name / f"{quote(blob.name, safe='')}@{blob.generation}"
        if not path.is_file():
            path.parent.mkdir(parents=True, exist_ok=True)
            unfinished = path.with_name(f"{path.name}.{os.getpid()}")  # another process may download it too
            blob.download_to_filename(str(unfinished), retry=short_retry())
            unfinished.replace(path)
    return path


def upload(weights: Path, uri: str) -> None:
    """Upload weights; an object that is there already is replaced, and its old version is kept by the bucket."""
    if not weights.is_file():
        raise MissingFileError(f"{weights} does not exist. Create it with: {COMMAND}.train")
    blob = open_blob(uri)
    from google.api_core.exceptions import NotFound

    with cloud_errors(uri):
        try:
            blob.upload_from_filename(str(weights), retry=short_retry())
        except NotFound as error:
            raise InputError(
                f"there is no bucket {blob.bucket.name}. Create it with: sh scripts/gcp/create_bucket.sh"
            ) from error


def open_blob(uri: str) -> Any:
    """Return the object at a URI, which need not exist."""
    match = re.fullmatch(r"gs://([a-z0-9][a-z0-9._-]+[a-z0-9])/(.*[^/])", uri)
    if match is None:
        raise InputError(f"{uri!r} is no address in a bucket: it looks like gs://our-bucket/models/model.pth")
    storage = import_storage()
    from google.auth.exceptions import DefaultCredentialsError

    try:
        # The emulator for tests asks nobody who they are. What is in a bucket needs no project.
        is_emulated = bool(os.environ.get("STORAGE_EMULATOR_HOST"))
        client = storage.Client.create_anonymous_client() if is_emulated else storage.Client(project="unused")
    except DefaultCredentialsError as error:
        if named := os.environ.get("GOOGLE_APPLICATION_CREDENTIALS"):  # it counts before any login
            hint = f"Unset it, and log in with: {LOGIN}"
            raise InputError(f"GOOGLE_APPLICATION_CREDENTIALS is {named}, where no valid key is. {hint}") from error
        raise InputError(f"{uri} needs credentials of Google Cloud. Log in with: {LOGIN}") from error
    bucket, name = match.groups()
    return client.bucket(bucket).blob(name)


def import_storage() -> Any:
    """Import the package, which only weights in a bucket need."""
    try:
        from google.cloud import storage  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError(f"gs: needs the package google-cloud-storage. Install it with: {INSTALL}") from error
    return storage


def short_retry() -> Any:
    """Try again as Google advises, but for seconds and not for minutes: somebody waits."""
    return import_storage().retry.DEFAULT_RETRY.with_timeout(SECONDS)


@contextmanager
def cloud_errors(uri: str) -> Iterator[None]:
    """Say what Google Cloud objects to in one sentence."""
    from google.api_core.exceptions import Forbidden, GoogleAPIError, Unauthorized
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except (Forbidden, Unauthorized) as error:
        raise InputError(f"you have no access to {uri}. Log in with an account that has: {LOGIN}") from error
    except GoogleAuthError as error:
        raise InputError(f"the credentials for {uri} do not work. Log in again with: {LOGIN}") from error
    except (GoogleAPIError, OSError) as error:
        raise InputError(f"{uri} cannot be reached ({type(error).__name__}). Is there a network?") from error


def run(
    uri: Annotated[str, typer.Argument(help="Where to, such as gs://our-bucket/models/model.pth.")],
    weights: Annotated[Path, typer.Option(help="The file of the weights.")] = Path("models/model.pth"),
) -> None:
    """Upload trained weights to a bucket."""
    with plain_errors():
        upload(weights, uri)
    print(f"the weights are at {uri}; use them with MODEL_URI={uri}")


def main() -> None:
    """Run as a command."""
    typer.run(run)


if __name__ == "__main__":
    main()
