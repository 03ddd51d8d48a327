"""Runs a command and writes the seconds of processor time that it took into a file.

Usage: python timed.py <file> <command> [arguments]
"""

import resource
import subprocess
import sys
from pathlib import Path

ended = subprocess.run(sys.argv[2:], check=False)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
Path(sys.argv[1]).write_text(f"{used.ru_utime + used.ru_stime:.1f}")
sys.exit(ended.returncode)
