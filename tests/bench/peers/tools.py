"""How each tool is told to run one command on many hosts.

A tool's words() gives (words, stdin, additional environment) for a Job; said() counts the hosts that answered.
"""

from dataclasses import dataclass, field

COMMAND = "echo hello"
ANSWER = b"hello"


@dataclass
class Job:
    sshd: object
    targets: int
    at_once: int | None  # None: the tool's own default
    settings: str  # a file for `ssh -F`
    home: str
    port: int
    addresses: list = field(default_factory=list)
    node_sets: list = field(default_factory=list)
    regatta: str = "regatta"
    repeat: int = 1


def _at_once(job, *words):
    return [word.format(job.at_once) for word in words] if job.at_once is not None else []


def regatta(job):
    words = [job.regatta, "run"]
    for node_set in job.node_sets:
        words += ["-w", node_set]
    words += ["--command", COMMAND, "--user", job.sshd.user, "--port", str(job.port)]
    words += ["--identity", job.sshd.identity, "--known-hosts", job.sshd.known_hosts, "--ssh-config", job.settings]
    words += _at_once(job, "--parallel", "{}")
    if job.repeat > 1:
        words += ["--repeat", str(job.repeat), "--format", "jsonl"]
    return words, b"", {}


def xargs_ssh(job):
    words = ["xargs", *_at_once(job, "-P", "{}"), "-I{}", "ssh", "-F", job.settings, "{}", COMMAND]
    return words, "\n".join(job.addresses).encode() + b"\n", {}


def parallel(job):
    words = ["parallel", *_at_once(job, "-j", "{}"), "ssh", "-F", job.settings, "{}", COMMAND]
    return words, "\n".join(job.addresses).encode() + b"\n", {"PARALLEL_HOME": job.home}


def clush(job):
    words = ["clush", *_at_once(job, "-f", "{}"), "-O", f"ssh_path=ssh -F {job.settings}"]
    return words + ["-w", ",".join(job.node_sets), COMMAND], b"", {}


def pdsh(job):
    words = ["pdsh", "-R", "ssh", *_at_once(job, "-f", "{}"), "-w", ",".join(job.node_sets), COMMAND]
    return words, b"", {"PDSH_SSH_ARGS_APPEND": f"-F {job.settings}"}


def pssh(job):
    hosts = f"{job.home}/hosts"
    _write(hosts, job.addresses)
    words = ["parallel-ssh", *_at_once(job, "-p", "{}"), "-t", "0", "-i", "-h", hosts, "-x", f"-F {job.settings}", COMMAND]
    return words, b"", {}


def ansible(job):
    hosts = f"{job.home}/hosts"
    _write(hosts, job.addresses)
    words = ["ansible", "all", "-i", hosts, *_at_once(job, "-f", "{}"), "-m", "raw", "-a", COMMAND]
    return words, b"", {"ANSIBLE_SSH_ARGS": f"-F {job.settings}", "ANSIBLE_HOME": job.home, "ANSIBLE_LOCAL_TEMP": job.home}


def _write(path, lines):
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


TOOLS = {
    "regatta": regatta,
    "xargs ssh": xargs_ssh,
    "clush": clush,
    "pdsh": pdsh,
    "pssh": pssh,
    "parallel": parallel,
    "ansible": ansible,
}


def answered(output):
    """How many hosts said what they were asked to, in any tool's form."""
    return sum(line.rstrip(b'\r"},').endswith(ANSWER) for line in output.splitlines())
