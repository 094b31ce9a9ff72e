"""Results for people and for programs."""

import os
import platform
from dataclasses import asdict

import tools


def _figure(value, unit, width, digits=2):
    return f"{value:{width}.{digits}f} {unit}" if value else f"{'-':>{width}} {' ' * len(unit)}"


def show(result):
    print(f"\n{result.title}")
    print(f"  {'':10} {'wall':>10} {'client CPU':>12} {'CPU a host':>13} {'sshd CPU':>10} {'memory':>12} {'lost':>6}")
    for row in result.rows:
        cpu = row.median("cpu")
        print(
            f"  {row.tool:10} {_figure(row.median('wall'), 's', 8)} {_figure(cpu, 's', 10)}"
            f" {_figure(cpu and cpu * 1_000 / row.targets, 'ms', 10)} {_figure(row.median('server'), 's', 8)}"
            f" {_figure(row.memory, 'MB', 9, 1)} {row.lost:6}"
        )
    for goal in result.goals:
        against = f" of {goal.against}" if goal.against else ""
        verdict = "" if goal.is_met() else "  NOT MET"
        print(f"  {goal.what}: {goal.value:.3f}{goal.unit and ' ' + goal.unit}{against} (at most {goal.at_most:.3f}){verdict}")
    for note in result.notes:
        print(f"  {note}")


def is_met(result):
    """A row that is no peer's is Regatta's: its window's, or its own with so many hosts."""
    peers = tools.TOOLS.keys() - {"regatta"}
    return all(goal.is_met() for goal in result.goals) and not any(row.lost for row in result.rows if row.tool not in peers)


def as_json(results, when, context):
    return {
        "when": when.isoformat(timespec="seconds"),
        "machine": {"cores": os.cpu_count(), "processor": _processor(), "kernel": platform.release()},
        "rounds": context.rounds,
        "results": [asdict(result, dict_factory=_figures) for result in results],
    }


def _figures(members):
    """What a program wrote is none."""
    return {name: value for name, value in members if name != "output"}


def _processor():
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        return next((line.split(":")[1].strip() for line in file if line.startswith("model name")), "")
