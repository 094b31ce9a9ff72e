"""What a piece of work gives: rows of figures, and how far Regatta is from its goals."""

import os
import statistics
from dataclasses import KW_ONLY, dataclass, field

import nurse


@dataclass
class Row:
    """A line of a table: one tool's turns."""

    tool: str
    targets: int
    _: KW_ONLY  # seconds and megabytes look alike: their names tell them apart
    wall: list = field(default_factory=list)  # seconds
    cpu: list = field(default_factory=list)  # seconds
    server: list = field(default_factory=list)  # seconds of CPU that sshd and the commands took
    memory: float = 0  # megabytes
    lost: int = 0  # hosts that did not answer, over all turns
    report: nurse.Turn | None = None  # of writing a report of the run

    def median(self, figure):
        values = getattr(self, figure)
        return statistics.median(values) if values else None


@dataclass
class Goal:
    """A figure of Regatta, or its ratio to a peer's, and the most that it may be."""

    what: str
    value: float
    at_most: float
    against: str = ""
    unit: str = ""

    def is_met(self):
        return self.value <= self.at_most


@dataclass
class Result:
    title: str
    rows: list = field(default_factory=list)
    goals: list = field(default_factory=list)
    notes: list = field(default_factory=list)  # what stands in the way, in sentences


@dataclass
class Context:
    """What was asked for on the command line."""

    programs: str  # folder of the built programs
    rounds: int
    targets: int
    tools: list
    with_memory: bool

    def program(self, name):
        return os.path.join(self.programs, name)

    def peers(self):
        return [tool for tool in self.tools if tool != "regatta"]
