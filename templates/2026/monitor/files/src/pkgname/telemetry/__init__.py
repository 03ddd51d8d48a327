"""Metrics of the API for Prometheus."""

import os

# The client of Prometheus looks for the variable when it is imported, and takes an empty one for the name of a folder.
if os.environ.get("PROMETHEUS_MULTIPROC_DIR") == "":
    del os.environ["PROMETHEUS_MULTIPROC_DIR"]
