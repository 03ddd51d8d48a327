"""Runs a command and writes what it took into a file: the seconds of processor time and the megabytes of its largest process.

Usage: python timed.py <file> <command> [arguments]
"""

import resource
import subprocess
import sys
from pathlib import Path

ended = subprocess.run(sys.argv[2:], check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
# Of the command and of every process that it started and waited for, the largest one.
Path(sys.argv[1]).write_text(f"{used.ru_utime + used.ru_stime:.2f} {used.ru_maxrss / 1024:.0f}")
sys.exit(ended.returncode)
