"""Runs programs with all that they start, and says what that took.

A nurse is a process of its own that inherits whoever is left behind (a subreaper): masters of ssh that go on after
their program has ended are counted, and ended at the end.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import threading
import time
from dataclasses import dataclass

PR_SET_CHILD_SUBREAPER = 36  # linux/prctl.h
SAMPLE_SECONDS = 0.05
LONGEST_TURN = 1_800  # seconds; who hangs is ended, and its hosts are lost
MEMORY_FIELD = b"Pss:"  # proportional: what processes share is counted once


@dataclass
class Turn:
    """What one program took, with all of its processes."""

    wall: float  # seconds
    cpu: float  # seconds, user and system
    memory: float  # megabytes at most, the sum over its processes; 0 unless it was asked for
    output: bytes  # of stdout
    status: int


def run(commands, environment, memory=False, keeps_output=True):
    """One turn for each of the commands, one after the other in the same world.

    A command is (words, bytes for stdin). What it prints goes to a file, or to /dev/null if nobody is to have it.
    """
    reading, writing = os.pipe()
    nurse = os.fork()
    if nurse == 0:
        os.close(reading)
        status = 1
        try:
            _nurse(commands, environment, memory, keeps_output, writing)
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    with os.fdopen(reading, "rb") as report:
        lines = report.read().splitlines()
    os.waitpid(nurse, 0)
    turns = []
    for line in lines:
        turn = json.loads(line)
        with open(turn["output"], "rb") as file:
            turn["output"] = file.read()
        turns.append(Turn(**turn))
    return turns


def _nurse(commands, environment, memory, keeps_output, report):
    ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)
    try:
        for number, (words, stdin) in enumerate(commands):
            path = f"{environment['HOME']}/output-{number}" if keeps_output else os.devnull
            turn = _turn(words, stdin, environment, memory, path)
            os.write(report, json.dumps(turn).encode() + b"\n")
    finally:
        _end_all()


def _turn(words, stdin, environment, memory, output_path):
    with open(f"{environment['HOME']}/input", "wb+") as source, open(output_path, "wb") as output:
        source.write(stdin)
        source.seek(0)
        sampler = _Sampler() if memory else None
        cpu = _cpu_seconds()
        begin = time.monotonic()
        process = subprocess.Popen(words, stdin=source, stdout=output, stderr=subprocess.DEVNULL, env=environment)
        try:
            process.wait(LONGEST_TURN)
        except subprocess.TimeoutExpired:
            _end_all()
            process.wait()
        wall = time.monotonic() - begin
        _reap()
        cpu = _cpu_seconds() - cpu
        return {
            "wall": wall,
            "cpu": cpu,
            "memory": sampler.stop() if sampler else 0,
            "output": output_path,
            "status": process.returncode,
        }


def _descendants(process=None):
    found = []
    waiting = [process or os.getpid()]
    while waiting:
        parent = waiting.pop()
        try:
            for thread in os.listdir(f"/proc/{parent}/task"):
                with open(f"/proc/{parent}/task/{thread}/children", encoding="ascii") as file:
                    children = [int(word) for word in file.read().split()]
                found += children
                waiting += children
        except OSError:
            pass  # it has ended meanwhile
    return found


def _reap():
    """Those whose parents have gone and who have ended."""
    try:
        while os.waitpid(-1, os.WNOHANG)[0] > 0:
            pass
    except ChildProcessError:
        pass


def _cpu_seconds():
    """Of all who have ended and been waited for, and of all who live."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return ended.ru_utime + ended.ru_stime + sum(_cpu_of_living(process) for process in _descendants())


def cpu_with_descendants(process):
    """Seconds of a process that lives, and of all that it has started."""
    return _cpu_of_living(process) + sum(_cpu_of_living(each) for each in _descendants(process))


def _cpu_of_living(process):
    try:
        # Nanoseconds: the ticks of stat are too coarse for a thousand processes.
        nanoseconds = 0
        for thread in os.listdir(f"/proc/{process}/task"):
            with open(f"/proc/{process}/task/{thread}/schedstat", encoding="ascii") as file:
                nanoseconds += int(file.read().split()[0])
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
            fields = file.read().rsplit(")", 1)[1].split()  # the first one is field 3 of proc(5)
        ticks = int(fields[13]) + int(fields[14])  # of the children that it has waited for
        return nanoseconds / 1e9 + ticks / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0


def _end_all():
    while living := _descendants():
        for process in living:
            try:
                os.kill(process, signal.SIGKILL)
            except ProcessLookupError:
                pass
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
        _reap()


class _Sampler:
    """Looks at the memory of all descendants until it is stopped: costs CPU, so only in turns that aren't timed."""

    def __init__(self):
        self._peak = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._sample)
        self._thread.start()

    def stop(self):
        self._over.set()
        self._thread.join()
        return self._peak / 1024

    def _sample(self):
        while not self._over.wait(SAMPLE_SECONDS):
            self._peak = max(self._peak, sum(_kilobytes(process) for process in _descendants()))


def _kilobytes(process):
    try:
        with open(f"/proc/{process}/smaps_rollup", "rb") as file:
            for line in file:
                if line.startswith(MEMORY_FIELD):
                    return int(line.split()[1])
    except OSError:
        pass
    return 0
