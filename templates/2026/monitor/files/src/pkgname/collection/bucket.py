"""A store in a bucket of Google Cloud Storage."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from pkgname.collection.store import DAY
from pkgname.runtime import (
    INSTALL,
    InputError,
    MissingFileError,
)

LOGIN = "gcloud auth application-default login"
SECONDS = 10.0
"""How long the attempts of a request may take together."""


class BucketStore:
    """A folder of a bucket.

    Args:
        uri: ``gs://<bucket>/<folder>``.
    """

    def __init__(self, uri: str) -> None:
        match = re.fullmatch(r"gs://([a-z0-9][a-z0-9._-]+[a-z0-9])/([^\s]*[^\s/])/?", uri)
        if match is None:
            raise InputError(f"{uri!r} is no folder in a bucket: it looks like gs://our-bucket/predictions")
        name, self.folder = match.groups()
        self.uri = f"gs://{name}/{self.folder}"
        self.bucket = make_client(self.uri).bucket(name)

    def require_writable(self) -> None:
        """Ask nobody: the API has to start where the bucket is away for a moment."""

    def write(self, name: str, text: str) -> None:
        """Upload a text; an object is there as a whole or not at all."""
        with cloud_errors(self.uri):
            blob = self.bucket.blob(f"{self.folder}/{name}")
            blob.upload_from_string(text, content_type="application/json", timeout=SECONDS, retry=short_retry())

    def read(self, name: str) -> str:
        """Download a text."""
        from google.api_core.exceptions import NotFound

        with cloud_errors(self.uri):
            try:
                blob = self.bucket.blob(f"{self.folder}/{name}")
                content: bytes = blob.download_as_bytes(timeout=SECONDS, retry=short_retry())
            except NotFound as error:
                raise MissingFileError(f"{self.uri}/{name} does not exist") from error
        return content.decode("utf-8")

    def days(self) -> list[str]:
        """List the days of which there are records, without listing the records."""
        with cloud_errors(self.uri):
            listing = self.list_blobs(f"{self.folder}/", delimiter="/")
            for _ in listing:  # the prefixes are known only after all pages
                pass
            names = (str(prefix).rstrip("/").rpartition("/")[2] for prefix in listing.prefixes)
            return sorted(name for name in names if DAY.fullmatch(name))

    def names(self, day: str) -> list[str]:
        """List the records of a day."""
        with cloud_errors(self.uri):
            paths = [str(blob.name) for blob in self.list_blobs(f"{self.folder}/{day}/")]
        return sorted(path.removeprefix(f"{self.folder}/") for path in paths if path.endswith(".json"))

    def delete(self, name: str) -> None:
        """Delete an object."""
        from google.api_core.exceptions import NotFound

        with cloud_errors(self.uri):
            try:
                self.bucket.blob(f"{self.folder}/{name}").delete(timeout=SECONDS, retry=short_retry())
            except NotFound:
                return

    def list_blobs(self, prefix: str, **options: Any) -> Any:
        """List objects by the beginning of their names."""
        return self.bucket.list_blobs(prefix=prefix, timeout=SECONDS, retry=short_retry(), **options)


def make_client(uri: str) -> Any:
    """Return a client of Google Cloud Storage, with whatever credentials this machine has."""
    storage = import_storage()
    from google.auth.exceptions import DefaultCredentialsError

    if os.environ.get("STORAGE_EMULATOR_HOST"):  # the emulator for tests asks nobody who they are
        return storage.Client.create_anonymous_client()
    try:
        return storage.Client(project="unused")  # what is in a bucket needs no project
    except DefaultCredentialsError as error:
        if named := os.environ.get("GOOGLE_APPLICATION_CREDENTIALS"):  # it counts before any login
            hint = f"Unset it, and log in with: {LOGIN}"
            raise InputError(f"GOOGLE_APPLICATION_CREDENTIALS is {named}, where no valid key is. {hint}") from error
        raise InputError(f"{uri} needs credentials of Google Cloud. Log in with: {LOGIN}") from error


def import_storage() -> Any:
    """Import the package, which only a bucket needs."""
    try:
        from google.cloud import storage  # type: ignore[import-untyped]
    except ImportError as error:
        raise InputError(f"gs: needs the package google-cloud-storage. Install it with: {INSTALL}") from error
    return storage


def short_retry() -> Any:
    """Try again as Google advises, but for seconds and not for minutes: others wait behind it."""
    return import_storage().retry.DEFAULT_RETRY.with_timeout(SECONDS)


@contextmanager
def cloud_errors(uri: str) -> Iterator[None]:
    """Say what Google Cloud objects to in one sentence."""
    from google.api_core.exceptions import Forbidden, GoogleAPIError, NotFound, Unauthorized
    from google.auth.exceptions import GoogleAuthError

    try:
        yield
    except NotFound as error:
        bucket = uri.removeprefix("gs://").split("/")[0]
        create = f"gcloud storage buckets create gs://{bucket}"
        raise InputError(f"there is no bucket for {uri}. Create it with: {create}") from error
    except (Forbidden, Unauthorized) as error:
        raise InputError(f"you have no access to {uri}. Log in with an account that has: {LOGIN}") from error
    except GoogleAuthError as error:
        raise InputError(f"the credentials for {uri} do not work. Log in again with: {LOGIN}") from error
    except (GoogleAPIError, OSError) as error:
        raise InputError(f"{uri} cannot be reached ({type(error).__name__}). Is there a network?") from error
