"""Measures how long a command takes, what it costs and how much memory it needs."""

import dataclasses
import os
import pathlib
import re
import statistics
import subprocess
import tempfile
import time

# A command is run no more often than fits into this time; one that takes longer is measured at its first run.
SECONDS_OF_A_COMMAND = 40


@dataclasses.dataclass(frozen=True)
class Figures:
    """What one run took, or the medians of several."""

    wall: float
    """Seconds."""
    machine: float
    """Seconds of CPU that the whole machine spent, the hosts included, which are on it too."""
    own: float
    """Seconds of CPU of the command and the processes it waited for: the controller."""
    memory: float
    """MiB that its largest process had in memory at the most."""
    processes: int
    """Processes and threads that were started on the hosts."""
    trips: int
    """Round trips to all hosts, as the command counted them; 0 if it does not."""


class Failed(Exception):
    """The command failed."""


def measure(command, runs, hosts, before=None):
    """The medians of some runs of a command, after one that is not counted, as far as there is time for them.

    before: what is done ahead of each run, and not measured
    """
    first = once(command, hosts, before)
    several, spent = [], first.wall
    while len(several) < runs and spent + first.wall <= SECONDS_OF_A_COMMAND:
        several.append(once(command, hosts, before))
        spent += several[-1].wall
    counted = [dataclasses.astuple(figures) for figures in several or [first]]
    return Figures(*(statistics.median(values) for values in zip(*counted)))


def once(command, hosts, before):
    if before:
        before()
    with tempfile.TemporaryFile() as output:
        processes, machine, start = hosts.started_processes(), machine_seconds(), time.monotonic()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        wall, machine = time.monotonic() - start, machine_seconds() - machine
        processes = hosts.started_processes() - processes
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        text = output.read().decode(errors="replace")
    if process.returncode != 0:
        raise Failed((text.strip().splitlines() or [f"exit code {process.returncode}"])[-1])
    # The check and the apply of a run each say how many they took.
    trips = sum(int(number) for number in re.findall(r"(\d+) round trips?\b", text))
    return Figures(wall, machine, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, processes, trips)


def machine_seconds():
    """CPU seconds that this machine has spent: all but idle, waiting, and time that is counted twice."""
    words = pathlib.Path("/proc/stat").read_text().split("\n", 1)[0].split()
    user, nice, system, _, _, interrupts, soft_interrupts = map(int, words[1:8])
    return (user + nice + system + interrupts + soft_interrupts) / os.sysconf("SC_CLK_TCK")
