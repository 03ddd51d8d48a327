"""Runs commands in turn and measures each process: wall time, CPU time of it and its children, peak memory.

Reads a JSON object from standard input: `jobs` (each with `name`, `args`, `cwd`, `env`, `log`, optionally `uid`,
`fresh`, `original`, `ready` and `runs`), `runs`, `warmups`. The jobs are interleaved (A, B, C, A, B, C, ...), so that a
slow minute of the machine hits all alike. `fresh` is a folder that before each run is empty, or a copy of `original`;
`ready` is a command that is run then and not measured. Prints one JSON object: for each name the list of `[wall
seconds, CPU seconds, peak kilobytes]`.
"""

import json
import os
import shutil
import subprocess
import sys
import time


def prepare(job: dict) -> None:
    """Bring the folder that the job writes to into the state it starts from."""
    folder = job.get("fresh")
    if folder is None:
        return
    shutil.rmtree(folder, ignore_errors=True)
    if "original" in job:
        shutil.copytree(job["original"], folder, symlinks=True)
    else:
        os.makedirs(folder)
    if "uid" in job:
        os.chown(folder, job["uid"], job["uid"])
    if "ready" in job:
        subprocess.run(job["ready"], cwd=folder, env=job["env"], check=True, stdout=subprocess.DEVNULL)


def become(job: dict) -> None:
    """Turn this (forked) process into the job."""
    silence = os.open(os.devnull, os.O_RDWR)
    errors = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.dup2(silence, 0)
    os.dup2(silence, 1)
    os.dup2(errors, 2)
    if "uid" in job:
        os.setgroups([])
        os.setgid(job["uid"])
        os.setuid(job["uid"])
    os.chdir(job["cwd"])
    os.execve(job["args"][0], job["args"], job["env"])


def measure(job: dict) -> tuple[float, float, int]:
    """Run the job once."""
    prepare(job)
    begin = time.perf_counter()
    child = os.fork()
    if child == 0:
        try:
            become(job)
        finally:
            os._exit(127)
    _, status, usage = os.wait4(child, 0)
    wall = time.perf_counter() - begin
    if status != 0:
        with open(job["log"], encoding="utf-8", errors="replace") as errors:
            sys.exit(f"{job['name']} ended with status {os.waitstatus_to_exitcode(status)}: {errors.read()[:2000]}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main() -> None:
    """Measure all jobs in turn."""
    order = json.load(sys.stdin)
    samples: dict[str, list[tuple[float, float, int]]] = {job["name"]: [] for job in order["jobs"]}
    for turn in range(order["warmups"] + order["runs"]):
        for job in order["jobs"]:
            if turn >= order["warmups"] + job.get("runs", order["runs"]):
                continue
            sample = measure(job)
            if turn >= order["warmups"]:
                samples[job["name"]].append(sample)
    json.dump(samples, sys.stdout)


main()
