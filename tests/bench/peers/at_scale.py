"""The pieces of work with as many sessions as one machine can hold."""

import host
import light_servers
import nurse
import tools
import turns
from figures import Goal, Result, Row
from light_servers import LIGHT_SESSIONS

SESSIONS = 3_000
FEW_DESCRIPTORS = 1_024  # what many systems give a program to begin with


def sessions(context):
    """As many as one machine can hold of sshd's processes; the second run, which logs in nowhere, proves that all of
    them were kept."""
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        settings = sshd.client_settings("ssh")
        job = turns.jobs(context, sshd, settings, SESSIONS, 64, ["regatta"], repeat=2)["regatta"]
        turn = turns.take(job, "regatta", memory=True)[0]
    runs = turns.runs_of(turn)
    walls = [run[-1]["wall_ms"] / 1_000 for run in runs]
    row = Row("regatta", SESSIONS, wall=walls, cpu=[turn.cpu], memory=turn.memory)
    row.lost = sum(SESSIONS - run[-1]["succeeded"] for run in runs)
    log_ins = sum(event["event"] == "task_state" and event["state"] == "authenticating" for event in runs[-1])
    goals = [
        Goal("memory a session", turn.memory * 1024 / SESSIONS, 48, unit="KiB"),
        Goal("log-ins of the second run", log_ins, 0),
    ]
    return Result(f"{SESSIONS} sessions on a real sshd, kept open", [row], goals)


def light(context):
    """All sessions are open at the same time."""
    with light_servers.fleet(context) as fleet:
        turn = turns.take(light_servers.job(context, fleet, LIGHT_SESSIONS), "regatta", memory=True)[0]
    row = Row("regatta", LIGHT_SESSIONS, wall=[turn.wall], cpu=[turn.cpu], memory=turn.memory)
    row.lost = LIGHT_SESSIONS - tools.answered(turn.output)
    goals = [Goal("memory", turn.memory, 600, unit="MB"), Goal("hosts lost", row.lost, 0)]
    return Result(f"{LIGHT_SESSIONS} sessions on light servers, all at once", [row], goals)


def descriptors(context):
    """Fewer descriptors than hosts: that takes longer, and loses none."""
    with light_servers.fleet(context) as fleet:
        job = light_servers.job(context, fleet, LIGHT_SESSIONS)
        words, stdin, _ = tools.regatta(job)
        words = ["prlimit", f"--nofile={FEW_DESCRIPTORS}:{FEW_DESCRIPTORS}", *words]
        turn = nurse.run([(words, stdin)], turns.environment(job.home))[0]
    row = Row("regatta", LIGHT_SESSIONS, wall=[turn.wall], cpu=[turn.cpu])
    row.lost = LIGHT_SESSIONS - tools.answered(turn.output)
    title = f"{LIGHT_SESSIONS} hosts, all at once, and {FEW_DESCRIPTORS} descriptors"
    return Result(title, [row], [Goal("hosts lost", row.lost, 0)])
