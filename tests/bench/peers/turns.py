"""Turns of tools at a job, taken so that the machine meets all of them alike."""

import contextlib
import json
import os
import subprocess

import host
import nurse
import tools
from figures import Row


def environment(home):
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    # History, caches and settings of the tools stay in the bench's own folder; no agent offers keys.
    return kept | {"HOME": home, "XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config", "USER": "root"}


def take(job, tool, memory=False):
    """One tool's turns at its job, one for each time that it is to be done."""
    words, stdin, more = tools.TOOLS[tool](job)
    command = (words, stdin)
    repeats = job.repeat if tool != "regatta" else 1  # it repeats by itself
    return nurse.run([command] * repeats, environment(job.home) | more, memory)


def take_rounds(context, jobs):
    """Each tool's rounds, interleaved, so that what else the machine does meets all alike. `jobs`: tool -> Job."""
    rows = {tool: Row(tool, job.targets) for tool, job in jobs.items()}
    for _ in range(context.rounds):
        for tool, job in jobs.items():
            before = job.sshd.cpu_seconds()
            turn = take(job, tool)[-1]
            rows[tool].server.append(job.sshd.cpu_seconds() - before)
            rows[tool].wall.append(turn.wall)
            rows[tool].cpu.append(turn.cpu)
            rows[tool].lost += job.targets - tools.answered(turn.output)
    if context.with_memory:
        for tool, job in jobs.items():
            rows[tool].memory = take(job, tool, memory=True)[-1].memory
    return list(rows.values())


def jobs(context, sshd, settings, targets, at_once, names=None, **more):
    return {
        tool: tools.Job(
            sshd=sshd,
            targets=targets,
            at_once=at_once,
            settings=settings[tool] if isinstance(settings, dict) else settings,
            home=sshd.home(tool.replace(" ", "-")),
            addresses=host.addresses(targets),
            node_sets=host.node_sets(targets),
            regatta=context.program("regatta"),
            **({"port": sshd.port} | more),
        )
        for tool in names or context.tools
    }


def runs_of(turn):
    """The events of each run of a series; the last one of each is its end."""
    runs = [[]]
    for event in map(json.loads, turn.output.splitlines()):
        runs[-1].append(event)
        if event["event"] == "run_finished":
            runs.append([])
    return runs[:-1]


@contextlib.contextmanager
def program(context, name, *words):
    """One of our own helpers, which prints a line of JSON once it is ready and ends with its stdin."""
    process = subprocess.Popen(
        [context.program(name), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()
