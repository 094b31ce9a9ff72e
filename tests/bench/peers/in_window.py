"""The pieces of work that the window does."""

import json
import os
import statistics
import subprocess

import host
import light_servers
import nurse
import tools
import turns
from at_scale import SESSIONS
from figures import Goal, Result, Row
from light_servers import LIGHT_SESSIONS


def window(context):
    """The window while it shows the run, beside the command line that throws it away."""
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        job = turns.jobs(context, sshd, sshd.client_settings("ssh"), context.targets, 64, ["regatta"])["regatta"]
        words, stdin, _ = tools.regatta(job)
        plain = Row("regatta run", context.targets)
        shown = Row("window", context.targets)
        for _ in range(context.rounds):
            command = (words + ["--format", "jsonl"], stdin)
            turn = nurse.run([command], turns.environment(job.home), keeps_output=False)[0]
            plain.wall.append(turn.wall)
            plain.cpu.append(turn.cpu)
            plain.lost += context.targets if turn.status else 0
            seen = window_turn(context, job)
            shown.wall.append(seen["wall"])
            shown.cpu.append(seen["cpu"])
            shown.lost += context.targets - seen["succeeded"]
    title = f"{context.targets} hosts, cold, 64 at once: the window, and --format jsonl >/dev/null"
    result = Result(title, [plain, shown])
    for figure, what, at_most in (("wall", "wall", 1.05), ("cpu", "CPU", 1.25)):
        result.goals.append(Goal(what, shown.median(figure) / plain.median(figure), at_most, "regatta run"))
    return result


def lag(context):
    row = Row("window", LIGHT_SESSIONS)
    lags = []
    with light_servers.fleet(context) as fleet:
        for _ in range(context.rounds):
            seen = window_turn(context, light_servers.job(context, fleet, LIGHT_SESSIONS), "--lag")
            add_window_turn(row, seen)
            lags.append(seen["lag_99"])
    goals = [Goal("lag, 99 %", statistics.median(lags), 16, unit="ms"), Goal("hosts lost", row.lost, 0)]
    return Result(f"the window during {LIGHT_SESSIONS} sessions on light servers, all at once", [row], goals)


def idle(context):
    """Nothing runs, and all sessions are warm."""
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        job = turns.jobs(context, sshd, sshd.client_settings("ssh"), SESSIONS, 64, ["regatta"])["regatta"]
        seen = window_turn(context, job, "--idle", "20")
    row = Row("window", SESSIONS, wall=[seen["wall"]], cpu=[seen["cpu"]], memory=seen["memory_growth"])
    row.lost = SESSIONS - seen["succeeded"]
    goals = [
        Goal("idle, of a core", seen["idle_cpu"] * 100, 1, unit="%"),
        Goal("idle, wake-ups a second", seen["idle_wake_ups"], 0),
        Goal("sessions missing at the end", max(0, SESSIONS - seen["idle_connections"]), 0),
    ]
    return Result(f"the window at rest with {SESSIONS} warm sessions on a real sshd", [row], goals)


def ready(context):
    """From the start of the program; window_ready knows how to tell when a window can be used."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    words = [context.program("window_ready"), str(max(context.rounds, 5))]
    lines = subprocess.run(words, env=environment, stdout=subprocess.PIPE, check=False).stdout.decode().splitlines()
    median = float(next(line for line in lines if line.startswith("10,000 targets")).split()[3])
    return Result("the window is ready, 10,000 targets in its profile", [], [Goal("median", median, 500, unit="ms")])


def window_turn(context, job, *options):
    """What the window says of itself after a run of the job."""
    profile = f"{job.home}/bench.regatta"
    with open(profile, "w", encoding="utf-8") as file:
        json.dump(
            {
                "regatta": 1,
                "targets": job.node_sets,
                "steps": [{"run": tools.COMMAND}],
                "parallel": job.at_once,
                "ssh": {"user": job.sshd.user, "port": job.port, "identity": job.sshd.identity},
            },
            file,
        )
    words = [context.program("window_sessions"), profile]
    words += ["--known-hosts", job.sshd.known_hosts, "--ssh-config", job.settings, *options]
    return json.loads(nurse.run([(words, b"")], turns.environment(job.home))[0].output)


def add_window_turn(row, seen):
    row.wall.append(seen["wall"])
    row.cpu.append(seen["cpu"])
    row.memory = max(row.memory, seen["memory_growth"])
    row.lost += row.targets - seen["succeeded"]
