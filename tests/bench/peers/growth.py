"""The piece of work that is done on more and more hosts: what does one of them cost?"""

import light_servers
import nurse
import tools
import turns
from figures import Goal, Result, Row
from in_window import add_window_turn, window_turn


def growth(context):
    """What a target costs must not grow with their number: plan, connecting, hub and history on the command line, the
    table as well in the window, and a report of the run."""
    sizes = (10, 100, 1_000, 10_000)
    plain = [Row(f"{targets}", targets) for targets in sizes]
    shown = [Row(f"{targets} (w)", targets) for targets in sizes]
    with light_servers.fleet(context) as fleet:
        for _ in range(context.rounds):
            for row, in_window in zip(plain, shown):
                job = light_servers.job(context, fleet, row.targets)
                _grow(row, turns.take(job, "regatta")[0])
                add_window_turn(in_window, window_turn(context, job))
        for row in plain:
            job = light_servers.job(context, fleet, row.targets)
            row.memory = turns.take(job, "regatta", memory=True)[0].memory
            report = [job.regatta, "history", "export", "last", "--format", "json"]
            report += ["-o", f"{job.home}/report-{row.targets}"]
            row.report = nurse.run([(report, b"")], turns.environment(job.home), memory=True)[0]
    goals = _growth_goals("CPU a host", plain, lambda row: row.median("cpu"))
    goals += _growth_goals("memory a host", plain, lambda row: row.memory - plain[0].memory)
    goals += _growth_goals("CPU of the report a host", plain, lambda row: row.report.cpu)
    goals += _growth_goals("the window's CPU a host", shown, lambda row: row.median("cpu"))
    goals += _growth_goals("the window's memory a host", shown, lambda row: row.memory)
    goals.append(Goal("memory of the report, 10,000 hosts", plain[-1].report.memory, 150, unit="MB"))
    title = "what a host costs, by the number of hosts (light servers, all at once; w: in the window)"
    return Result(title, plain + shown, goals)


def _grow(row, turn):
    row.wall.append(turn.wall)
    row.cpu.append(turn.cpu)
    row.lost += row.targets - tools.answered(turn.output)


def _growth_goals(what, rows, figure):
    most, fewer = rows[-1], rows[-2]
    value = (figure(most) / most.targets) / (figure(fewer) / fewer.targets)
    return [Goal(f"{what}, 10,000 hosts", value, 1.1, "that of 1,000")]
