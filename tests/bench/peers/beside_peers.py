"""The pieces of work that Regatta does beside its peers, and how far it may be from the best of them."""

import os
import statistics
from dataclasses import replace

import host
import tools
import turns
from figures import Goal, Result, Row

ROUND_TRIP_MS = 100
# Key exchange 2, log-in 2, channel 1, command 1; the relay answers TCP's own by itself. What isn't a whole one is work.
COLD_ROUND_TRIPS = 6
WARM_ROUND_TRIPS = 2
# A second run finds the sessions of the first: what OpenSSH offers for that.
KEEP_OPEN = ["ControlMaster auto", "ControlPersist 120"]


def cold(context):
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        rows = turns.take_rounds(context, turns.jobs(context, sshd, sshd.client_settings("ssh"), context.targets, 64))
    result = Result(f"{context.targets} hosts, cold, 64 at once, the same key exchange and cipher", rows)
    result.goals += _against_best(rows, "cpu", 1 / 12)
    result.goals += _against_best(rows, "wall", 0.70)
    if "xargs ssh" in context.tools:
        result.goals += _against_best(rows, "cpu", 1 / 8, ["xargs ssh"])
        result.goals += _against_best(rows, "wall", 0.80, ["xargs ssh"])
    if context.with_memory:
        result.goals.append(Goal("memory", _ours(rows).memory, 80, unit="MB"))
    return result


def defaults(context):
    """xargs and GNU parallel would take one host after the other, or one a core: nobody uses them so."""
    with host.Sshd([]) as sshd:
        plain = sshd.client_settings("ssh")
        # What ansible gives ssh by itself is lost with any argument of ours.
        kept = sshd.client_settings("ssh-ansible", more=["Compression yes", "ControlMaster auto", "ControlPersist 60"])
        settings = {tool: kept if tool == "ansible" else plain for tool in context.tools}
        jobs = turns.jobs(context, sshd, settings, context.targets, None)
        for tool in ("xargs ssh", "parallel"):
            if tool in jobs:
                jobs[tool].at_once = 64
        rows = turns.take_rounds(context, jobs)
    return Result(
        f"{context.targets} hosts, cold, each tool's own defaults", rows, _against_best(rows, "wall", 0.50)
    )


def warm(context):
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        sockets = sshd.home("sockets")
        kept = sshd.client_settings("ssh-kept", more=[*KEEP_OPEN, f"ControlPath {sockets}/%C"])
        plain = sshd.client_settings("ssh")
        settings = {tool: plain if tool == "regatta" else kept for tool in context.tools}
        jobs = turns.jobs(context, sshd, settings, context.targets, 64, repeat=2)
        rows = _take_warm_rounds(context, jobs)
        floor = _server_of_a_warm_run(context, jobs["regatta"])
    return Result(
        f"{context.targets} hosts, warm: the second run, 64 at once (peers: ControlMaster)",
        rows,
        _against_best(rows, "wall", 0.10),
        [f"Of a warm run, sshd and the commands alone take {floor:.2f} s of CPU, here on {os.cpu_count()} cores."],
    )


def _server_of_a_warm_run(context, job):
    """By the difference that five more of them make."""
    taken = []
    for repeat in (2, 7):
        before = job.sshd.cpu_seconds()
        turns.take(replace(job, repeat=repeat), "regatta")
        taken.append(job.sshd.cpu_seconds() - before)
    return (taken[1] - taken[0]) / 5


def _take_warm_rounds(context, jobs):
    """The second runs. Regatta's is one of the same program: what it takes alone, only the program itself can say."""
    rows = {tool: Row(tool, job.targets) for tool, job in jobs.items()}
    for _ in range(context.rounds):
        for tool, job in jobs.items():
            turn = turns.take(job, tool)[-1]
            if tool == "regatta":
                second = turns.runs_of(turn)[-1]
                rows[tool].wall.append(second[-1]["wall_ms"] / 1_000)
                rows[tool].lost += job.targets - second[-1]["succeeded"]
            else:
                rows[tool].wall.append(turn.wall)
                rows[tool].cpu.append(turn.cpu)
                rows[tool].lost += job.targets - tools.answered(turn.output)
    return list(rows.values())


def latency(context):
    targets = 100
    with host.Sshd(host.SAME_ALGORITHMS) as sshd, turns.program(
        context, "relay_program", sshd.port, ROUND_TRIP_MS // 2
    ) as relay:
        port = relay["port"]
        settings = sshd.client_settings("ssh-relay", port=port)
        names = [tool for tool in context.tools if tool in ("regatta", "xargs ssh")]
        rows = turns.take_rounds(context, turns.jobs(context, sshd, settings, targets, targets, names, port=port))
        alone = turns.jobs(context, sshd, settings, 1, 1, ["regatta"], port=port, repeat=2)["regatta"]
        cold_trips, warm_trips = _round_trips(context, alone)
    goals = _against_best(rows, "wall", 0.75)
    goals.append(Goal("cold, one host", cold_trips, COLD_ROUND_TRIPS + 0.9, unit="round trips"))
    goals.append(Goal("warm, one host", warm_trips, WARM_ROUND_TRIPS + 0.9, unit="round trips"))
    return Result(f"{targets} hosts, {ROUND_TRIP_MS} ms round trips, all at once", rows, goals)


def _round_trips(context, job):
    """Of a first run and of a second one: the wall time counts them, where the network is all that takes time."""
    runs = [turns.runs_of(turns.take(job, "regatta")[0]) for _ in range(context.rounds)]
    walls = [[run[-1]["wall_ms"] / ROUND_TRIP_MS for run in each] for each in runs]
    return [statistics.median(walls) for walls in zip(*walls)]


def _against_best(rows, figure, at_most, names=None):
    ours = _ours(rows)
    # Who loses hosts is no measure for who reaches them all.
    peers = [row for row in rows if row.tool != "regatta" and not row.lost and (not names or row.tool in names)]
    if not peers:
        return []
    best = min(peers, key=lambda row: row.median(figure))
    value = ours.median(figure) / best.median(figure)
    return [Goal({"wall": "wall", "cpu": "client CPU"}[figure], value, at_most, best.tool)]


def _ours(rows):
    return next(row for row in rows if row.tool == "regatta")
