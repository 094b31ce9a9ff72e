"""The pieces of work, what is measured of each, and how far Regatta may be from the best peer."""

import contextlib
import json
import os
import statistics
import subprocess
from dataclasses import replace

import host
import nurse
import tools
from figures import Goal, Result, Row

ROUND_TRIP_MS = 100
# Key exchange 2, log-in 2, channel 1, command 1; the relay answers TCP's own by itself. What isn't a whole one is work.
COLD_ROUND_TRIPS = 6
WARM_ROUND_TRIPS = 2
SESSIONS = 3_000
LIGHT_SESSIONS = 10_000
FEW_DESCRIPTORS = 1_024  # what many systems give a program to begin with
# A second run finds the sessions of the first: what OpenSSH offers for that.
KEEP_OPEN = ["ControlMaster auto", "ControlPersist 120"]


def _environment(home):
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    # History, caches and settings of the tools stay in the bench's own folder; no agent offers keys.
    return kept | {"HOME": home, "XDG_DATA_HOME": f"{home}/data", "XDG_CONFIG_HOME": f"{home}/config", "USER": "root"}


def _turns(context, job, tool, memory=False):
    words, stdin, more = tools.TOOLS[tool](job)
    command = (words, stdin)
    repeats = job.repeat if tool != "regatta" else 1  # it repeats by itself
    return nurse.run([command] * repeats, _environment(job.home) | more, memory)


def _take_turns(context, jobs):
    """Each tool's rounds, interleaved, so that what else the machine does meets all alike. `jobs`: tool -> Job."""
    rows = {tool: Row(tool, job.targets) for tool, job in jobs.items()}
    for _ in range(context.rounds):
        for tool, job in jobs.items():
            before = job.sshd.cpu_seconds()
            turn = _turns(context, job, tool)[-1]
            rows[tool].server.append(job.sshd.cpu_seconds() - before)
            rows[tool].wall.append(turn.wall)
            rows[tool].cpu.append(turn.cpu)
            rows[tool].lost += job.targets - tools.answered(turn.output)
    if context.with_memory:
        for tool, job in jobs.items():
            rows[tool].memory = _turns(context, job, tool, memory=True)[-1].memory
    return list(rows.values())


def _jobs(context, sshd, settings, targets, at_once, names=None, **more):
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


def _against_best(rows, figure, at_most, names=None):
    ours = next(row for row in rows if row.tool == "regatta")
    # Who loses hosts is no measure for who reaches them all.
    peers = [row for row in rows if row.tool != "regatta" and not row.lost and (not names or row.tool in names)]
    if not peers:
        return []
    best = min(peers, key=lambda row: row.median(figure))
    value = ours.median(figure) / best.median(figure)
    return [Goal({"wall": "wall", "cpu": "client CPU"}[figure], value, at_most, best.tool)]


def cold(context):
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        rows = _take_turns(context, _jobs(context, sshd, sshd.client_settings("ssh"), context.targets, 64))
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
        jobs = _jobs(context, sshd, settings, context.targets, None)
        for tool in ("xargs ssh", "parallel"):
            if tool in jobs:
                jobs[tool].at_once = 64
        rows = _take_turns(context, jobs)
    return Result(
        f"{context.targets} hosts, cold, each tool's own defaults", rows, _against_best(rows, "wall", 0.50)
    )


def warm(context):
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        sockets = sshd.home("sockets")
        kept = sshd.client_settings("ssh-kept", more=[*KEEP_OPEN, f"ControlPath {sockets}/%C"])
        plain = sshd.client_settings("ssh")
        settings = {tool: plain if tool == "regatta" else kept for tool in context.tools}
        jobs = _jobs(context, sshd, settings, context.targets, 64, repeat=2)
        rows = _take_warm_turns(context, jobs)
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
        _turns(context, replace(job, repeat=repeat), "regatta")
        taken.append(job.sshd.cpu_seconds() - before)
    return (taken[1] - taken[0]) / 5


def _take_warm_turns(context, jobs):
    """The second runs. Regatta's is one of the same program: what it takes alone, only the program itself can say."""
    rows = {tool: Row(tool, job.targets) for tool, job in jobs.items()}
    for _ in range(context.rounds):
        for tool, job in jobs.items():
            turn = _turns(context, job, tool)[-1]
            if tool == "regatta":
                second = _runs(turn)[-1]
                rows[tool].wall.append(second[-1]["wall_ms"] / 1_000)
                rows[tool].lost += job.targets - second[-1]["succeeded"]
            else:
                rows[tool].wall.append(turn.wall)
                rows[tool].cpu.append(turn.cpu)
                rows[tool].lost += job.targets - tools.answered(turn.output)
    return list(rows.values())


def _runs(turn):
    """The events of each run of a series; the last one of each is its end."""
    runs = [[]]
    for event in map(json.loads, turn.output.splitlines()):
        runs[-1].append(event)
        if event["event"] == "run_finished":
            runs.append([])
    return runs[:-1]


def latency(context):
    targets = 100
    with host.Sshd(host.SAME_ALGORITHMS) as sshd, _program(
        context, "relay_program", sshd.port, ROUND_TRIP_MS // 2
    ) as relay:
        port = relay["port"]
        settings = sshd.client_settings("ssh-relay", port=port)
        names = [tool for tool in context.tools if tool in ("regatta", "xargs ssh")]
        rows = _take_turns(context, _jobs(context, sshd, settings, targets, targets, names, port=port))
        alone = _jobs(context, sshd, settings, 1, 1, ["regatta"], port=port, repeat=2)["regatta"]
        cold_trips, warm_trips = _round_trips(context, alone)
    goals = _against_best(rows, "wall", 0.75)
    goals.append(Goal("cold, one host", cold_trips, COLD_ROUND_TRIPS + 0.9, unit="round trips"))
    goals.append(Goal("warm, one host", warm_trips, WARM_ROUND_TRIPS + 0.9, unit="round trips"))
    return Result(f"{targets} hosts, {ROUND_TRIP_MS} ms round trips, all at once", rows, goals)


def _round_trips(context, job):
    """Of a first run and of a second one: the wall time counts them, where the network is all that takes time."""
    walls = [[run[-1]["wall_ms"] / ROUND_TRIP_MS for run in _runs(_turns(context, job, "regatta")[0])] for _ in range(context.rounds)]
    return [statistics.median(walls) for walls in zip(*walls)]


@contextlib.contextmanager
def _program(context, name, *words):
    """One of our own helpers, which prints a line of JSON once it is ready and ends with its stdin."""
    process = subprocess.Popen(
        [context.program(name), *map(str, words)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        yield json.loads(process.stdout.readline())
    finally:
        process.stdin.close()
        process.wait()


def sessions(context):
    """As many as one machine can hold of sshd's processes; the second run, which logs in nowhere, proves that all of
    them were kept."""
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        settings = sshd.client_settings("ssh")
        job = _jobs(context, sshd, settings, SESSIONS, 64, ["regatta"], repeat=2)["regatta"]
        turn = _turns(context, job, "regatta", memory=True)[0]
    runs = _runs(turn)
    walls = [run[-1]["wall_ms"] / 1_000 for run in runs]
    row = Row("regatta", SESSIONS, wall=walls, cpu=[turn.cpu], memory=turn.memory)
    row.lost = sum(SESSIONS - run[-1]["succeeded"] for run in runs)
    log_ins = sum(event["event"] == "task_state" and event["state"] == "authenticating" for event in runs[-1])
    goals = [
        Goal("memory a session", turn.memory * 1024 / SESSIONS, 48, unit="KiB"),
        Goal("log-ins of the second run", log_ins, 0),
    ]
    return Result(f"{SESSIONS} sessions on a real sshd, kept open", [row], goals)


LIGHT_NODE_SETS = [f"u{number}@127.2.0.[1-100]" for number in range(1, 101)]


@contextlib.contextmanager
def _light_fleet(context):
    """Light servers in a process of their own, as a host.Sshd."""
    with _program(context, "light_fleet") as fleet, host.Folder() as place:
        place.user, place.identity, place.known_hosts = fleet["user"], fleet["identity"], fleet["known_hosts"]
        place.port = fleet["port"]
        yield place


def _light_job(context, fleet, targets):
    job = _jobs(context, fleet, fleet.client_settings("ssh"), targets, 0, ["regatta"])["regatta"]
    job.node_sets = LIGHT_NODE_SETS[: targets // 100] or [f"u1@127.2.0.[1-{targets}]"]
    return job


def light(context):
    """All sessions are open at the same time."""
    with _light_fleet(context) as fleet:
        turn = _turns(context, _light_job(context, fleet, LIGHT_SESSIONS), "regatta", memory=True)[0]
    row = Row("regatta", LIGHT_SESSIONS, wall=[turn.wall], cpu=[turn.cpu], memory=turn.memory)
    row.lost = LIGHT_SESSIONS - tools.answered(turn.output)
    goals = [Goal("memory", turn.memory, 600, unit="MB"), Goal("hosts lost", row.lost, 0)]
    return Result(f"{LIGHT_SESSIONS} sessions on light servers, all at once", [row], goals)


def descriptors(context):
    """Fewer descriptors than hosts: that takes longer, and loses none."""
    with _light_fleet(context) as fleet:
        job = _light_job(context, fleet, LIGHT_SESSIONS)
        words, stdin, _ = tools.regatta(job)
        words = ["prlimit", f"--nofile={FEW_DESCRIPTORS}:{FEW_DESCRIPTORS}", *words]
        turn = nurse.run([(words, stdin)], _environment(job.home))[0]
    row = Row("regatta", LIGHT_SESSIONS, wall=[turn.wall], cpu=[turn.cpu])
    row.lost = LIGHT_SESSIONS - tools.answered(turn.output)
    title = f"{LIGHT_SESSIONS} hosts, all at once, and {FEW_DESCRIPTORS} descriptors"
    return Result(title, [row], [Goal("hosts lost", row.lost, 0)])


def growth(context):
    """What a target costs must not grow with their number: plan, connecting, hub and history on the command line, the
    table as well in the window, and a report of the run."""
    sizes = (10, 100, 1_000, 10_000)
    plain = [Row(f"{targets}", targets) for targets in sizes]
    shown = [Row(f"{targets} (w)", targets) for targets in sizes]
    with _light_fleet(context) as fleet:
        for _ in range(context.rounds):
            for row, in_window in zip(plain, shown):
                job = _light_job(context, fleet, row.targets)
                _grow(row, _turns(context, job, "regatta")[0])
                _grow_in_window(in_window, _window(context, job))
        for row in plain:
            job = _light_job(context, fleet, row.targets)
            row.memory = _turns(context, job, "regatta", memory=True)[0].memory
            report = [job.regatta, "history", "export", "last", "--format", "json", "-o", f"{job.home}/report-{row.targets}"]
            row.report = nurse.run([(report, b"")], _environment(job.home), memory=True)[0]
    goals = _growth_goals("CPU a host", plain, lambda row: row.median("cpu"))
    goals += _growth_goals("memory a host", plain, lambda row: row.memory - plain[0].memory)
    goals += _growth_goals("CPU of the report a host", plain, lambda row: row.report.cpu)
    goals += _growth_goals("the window's CPU a host", shown, lambda row: row.median("cpu"))
    goals += _growth_goals("the window's memory a host", shown, lambda row: row.memory)
    goals.append(Goal("memory of the report, 10,000 hosts", plain[-1].report.memory, 150, unit="MB"))
    return Result("what a host costs, by the number of hosts (light servers, all at once; w: in the window)", plain + shown, goals)


def _grow(row, turn):
    row.wall.append(turn.wall)
    row.cpu.append(turn.cpu)
    row.lost += row.targets - tools.answered(turn.output)


def _grow_in_window(row, seen):
    row.wall.append(seen["wall"])
    row.cpu.append(seen["cpu"])
    row.memory = max(row.memory, seen["memory_growth"])
    row.lost += row.targets - seen["succeeded"]


def _growth_goals(what, rows, figure):
    most, fewer = rows[-1], rows[-2]
    value = (figure(most) / most.targets) / (figure(fewer) / fewer.targets)
    return [Goal(f"{what}, 10,000 hosts", value, 1.1, "that of 1,000")]


def window(context):
    """The window while it shows the run, beside the command line that throws it away."""
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        job = _jobs(context, sshd, sshd.client_settings("ssh"), context.targets, 64, ["regatta"])["regatta"]
        words, stdin, _ = tools.regatta(job)
        plain = Row("regatta run", context.targets)
        shown = Row("window", context.targets)
        for _ in range(context.rounds):
            turn = nurse.run([(words + ["--format", "jsonl"], stdin)], _environment(job.home), keeps_output=False)[0]
            plain.wall.append(turn.wall)
            plain.cpu.append(turn.cpu)
            plain.lost += context.targets if turn.status else 0
            seen = _window(context, job)
            shown.wall.append(seen["wall"])
            shown.cpu.append(seen["cpu"])
            shown.lost += context.targets - seen["succeeded"]
    result = Result(f"{context.targets} hosts, cold, 64 at once: the window, and --format jsonl >/dev/null", [plain, shown])
    for figure, what, at_most in (("wall", "wall", 1.05), ("cpu", "CPU", 1.25)):
        result.goals.append(Goal(what, shown.median(figure) / plain.median(figure), at_most, "regatta run"))
    return result


def _window(context, job, *options):
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
    return json.loads(nurse.run([(words, b"")], _environment(job.home))[0].output)


def lag(context):
    row = Row("window", LIGHT_SESSIONS)
    lags = []
    with _light_fleet(context) as fleet:
        for _ in range(context.rounds):
            seen = _window(context, _light_job(context, fleet, LIGHT_SESSIONS), "--lag")
            _grow_in_window(row, seen)
            lags.append(seen["lag_99"])
    goals = [Goal("lag, 99 %", statistics.median(lags), 16, unit="ms"), Goal("hosts lost", row.lost, 0)]
    return Result(f"the window during {LIGHT_SESSIONS} sessions on light servers, all at once", [row], goals)


def idle(context):
    """Nothing runs, and all sessions are warm."""
    with host.Sshd(host.SAME_ALGORITHMS) as sshd:
        job = _jobs(context, sshd, sshd.client_settings("ssh"), SESSIONS, 64, ["regatta"])["regatta"]
        seen = _window(context, job, "--idle", "20")
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


def _ours(rows):
    return next(row for row in rows if row.tool == "regatta")


WORKS = {
    "cold": cold,
    "defaults": defaults,
    "warm": warm,
    "latency": latency,
    "sessions": sessions,
    "light": light,
    "descriptors": descriptors,
    "growth": growth,
    "window": window,
    "lag": lag,
    "idle": idle,
    "ready": ready,
}
