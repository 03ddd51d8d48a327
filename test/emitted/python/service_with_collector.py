"""Reads the service with the collector as Cloud Run would: python service_with_collector.py <repository>.

Cloud Run has no class for this form that can be read without it, so what has to fit is compared.
"""

import json
import sys
from pathlib import Path

import yaml


def read(name):
    """Read a document of the repository."""
    return yaml.safe_load(Path(sys.argv[1], name).read_text(encoding="utf-8"))


def expect(fact, holds):
    """End with a fact that does not hold."""
    if not holds:
        sys.exit(f"not so: {fact}")


def main():
    """Compare the service, that without the collector, and what the collector asks for."""
    service, plain, config = read("deploy/api_with_collector.yaml"), read("deploy/api.yaml"), read("monitoring/collector.yaml")
    notes, spec = service["spec"]["template"]["metadata"]["annotations"], service["spec"]["template"]["spec"]
    containers = {container["name"]: container for container in spec["containers"]}
    expect("two containers with different names", len(spec["containers"]) == len(containers) == 2)
    with_port = [name for name, container in containers.items() if "ports" in container]
    expect("one container has a port", len(with_port) == 1)
    expect("the other starts after it", json.loads(notes["run.googleapis.com/container-dependencies"]) == {"collector": with_port})
    expect("it says when it is well", "startupProbe" in containers[with_port[0]])
    expect("the CPU stays", notes["run.googleapis.com/cpu-throttling"] == "false")
    port = containers[with_port[0]]["ports"][0]["containerPort"]
    expect("the collector asks that port", [end["port"] for end in config["spec"]["endpoints"]] == [str(port)])
    expect("the kind of the collector", (config["apiVersion"], config["kind"]) == ("monitoring.googleapis.com/v1beta", "RunMonitoring"))
    expect("its image has a version", containers["collector"]["image"].rpartition(":")[2][0].isdigit())
    mounts = [mount["name"] for container in spec["containers"] for mount in container.get("volumeMounts", [])]
    expect("each mount has its volume", sorted(mounts) == sorted(volume["name"] for volume in spec["volumes"]))
    [secret] = [volume["secret"] for volume in spec["volumes"] if "secret" in volume]
    expect("the script stores it", f"secret={secret['secretName']}\n" in Path(sys.argv[1], "scripts/gcp/create_monitoring.sh").read_text())
    expect("it is where the collector looks", secret["items"][0]["path"] == "config.yaml")
    # Apart from the collector, the two are one service.
    [alone] = plain["spec"]["template"]["spec"]["containers"]
    expect("the same container", alone == containers["api"])
    expect("the same name and annotations", service["metadata"] == plain["metadata"])
    expect("no annotation is lost", plain["spec"]["template"]["metadata"]["annotations"].items() <= notes.items())
    expect("the same account", plain["spec"]["template"]["spec"]["serviceAccountName"] == spec["serviceAccountName"])


main()
