"""Records what a service of Cloud Run may have as YAML: python record_run_schema.py > run_service.schema.json.

The fields are those of the messages that the gcloud client itself sends (Cloud Run Admin API v1). What the annotations are called
stands only in the reference: https://cloud.google.com/run/docs/reference/yaml/v1, read in November 2026.
"""

import json
import subprocess
import sys
from pathlib import Path

OF_A_SERVICE = (
    "launch-stage description ingress binary-authorization binary-authorization-breakglass minScale maxScale function-target "
    "invoker-iam-disabled iap-enabled ssh-enabled scalingMode manualInstanceCount custom-audiences"
)
OF_A_REVISION = (
    "cpu-throttling startup-cpu-boost sessionAffinity cloudsql-instances execution-environment vpc-access-connector vpc-access-egress "
    "network-interfaces encryption-key container-dependencies scaling-cpu-target scaling-concurrency-target"
)
# What a client fills in, and nobody writes.
NOT_WRITTEN = {"status", "serviceAccount"}


def root_of_client():
    """Find where gcloud is installed."""
    command = ["gcloud", "info", "--format", "value(installation.sdk_root)"]
    return Path(subprocess.run(command, capture_output=True, text=True).stdout.strip())


def describe(field, definitions):
    """Describe the value of a field; an enumeration is one of its names."""
    from apitools.base.protorpclite import messages

    if isinstance(field, messages.MessageField):
        kind = {"$ref": f"#/definitions/{define(field.type, definitions)}"}
    elif isinstance(field, messages.EnumField):
        kind = {"enum": [name for name in field.type.names() if not name.endswith("UNSPECIFIED")]}
    elif isinstance(field, messages.BooleanField):
        kind = {"type": "boolean"}
    else:
        kind = {"type": "integer" if isinstance(field, messages.IntegerField) else "string"}
    return {"type": "array", "items": kind} if field.repeated else kind


def define(message, definitions):
    """Describe a message once, and return its name; a message of properties is a map of strings."""
    name = message.__name__
    if name not in definitions:
        fields = {field.name: field for field in message.all_fields() if field.name not in NOT_WRITTEN}
        definitions[name] = {"type": "object", "additionalProperties": False}
        if list(fields) == ["additionalProperties"]:
            definitions[name]["additionalProperties"] = {"type": "string"}
        else:
            definitions[name]["properties"] = {key: describe(fields[key], definitions) for key in sorted(fields)}
    return name


def annotations(names, *others):
    """Allow these annotations, whose values are texts."""
    allowed = [*others, *(f"run.googleapis.com/{name}" for name in names.split())]
    return {"type": "object", "propertyNames": {"enum": allowed}, "additionalProperties": {"type": "string"}}


def main():
    """Print the schema."""
    root = root_of_client()
    sys.path[:0] = [str(root / "lib"), str(root / "lib" / "third_party")]
    from googlecloudsdk.generated_clients.apis.run.v1 import run_v1_messages as api

    definitions = {}
    define(api.Service, definitions)
    meta = definitions["ObjectMeta"]["properties"]
    service, revision = definitions["Service"]["properties"], definitions["RevisionTemplate"]["properties"]
    service |= {"apiVersion": {"const": "serving.knative.dev/v1"}, "kind": {"const": "Service"}}
    scales = [f"autoscaling.knative.dev/{name}" for name in ("minScale", "maxScale")]
    for place, allowed in ((service, annotations(OF_A_SERVICE)), (revision, annotations(OF_A_REVISION, *scales))):
        known = {name: meta[name] for name in ("name", "namespace", "labels")}
        place["metadata"] = {"type": "object", "properties": known | {"annotations": allowed}, "additionalProperties": False}
    definitions["Service"]["required"] = ["apiVersion", "kind", "metadata", "spec"]
    version = (root / "VERSION").read_text().strip()
    comment = f"The fields of gcloud {version}, recorded by record_run_schema.py."
    print(json.dumps({"$comment": comment, "$ref": "#/definitions/Service", "definitions": definitions}, indent=2))


main()
