"""A real sshd on loopback, as tests/support/sshd_fixture has it: every address of 127.0.0.0/8 is a host of its own."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile

import nurse

HOSTS_PER_NET = 250
SAME_ALGORITHMS = ["KexAlgorithms curve25519-sha256", "Ciphers aes128-gcm@openssh.com"]


def addresses(count):
    return [f"127.1.{number // HOSTS_PER_NET}.{number % HOSTS_PER_NET + 1}" for number in range(count)]


def node_sets(count):
    """The same as addresses(), folded."""
    rest = [min(HOSTS_PER_NET, count - first) for first in range(0, count, HOSTS_PER_NET)]
    return [f"127.1.{net}.[1-{last}]" for net, last in enumerate(rest)]


class Folder:
    """A temporary place for a bench's files; whoever makes it says user, port, identity and known_hosts."""

    def __init__(self):
        self.folder = tempfile.mkdtemp(prefix="regatta-bench-")
        self.user = self.identity = self.known_hosts = ""
        self.port = 0

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def client_settings(self, name, port=None, more=()):
        """A file for `ssh -F`: who logs in where with what, and nothing else of the person's own."""
        return self.write(
            name,
            [
                f"Port {port or self.port}",
                f"User {self.user}",
                f"IdentityFile {self.identity}",
                "IdentitiesOnly yes",
                "BatchMode yes",
                "StrictHostKeyChecking yes",
                "GlobalKnownHostsFile /dev/null",
                f"UserKnownHostsFile {self.known_hosts}",
                *more,
            ],
        )

    def home(self, name):
        """A folder of its own for a tool's HOME."""
        path = f"{self.folder}/home-{name}"
        os.makedirs(path, exist_ok=True)
        return path

    def write(self, name, lines):
        path = f"{self.folder}/{name}"
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        return path


class Sshd(Folder):
    """Own keys, own port, own folder; `with` ends it with all that it has started."""

    def __init__(self, algorithms):
        super().__init__()
        self.user = pwd.getpwuid(os.geteuid()).pw_name
        self.port = _free_port()
        self.identity = self._key("user_key")
        self._key("host_key")
        shutil.copy(f"{self.identity}.pub", f"{self.folder}/authorized_keys")
        with open(f"{self.folder}/host_key.pub", encoding="ascii") as file:
            self.known_hosts = self.write("known_hosts", [f"[127.*]:* {file.read().strip()}"])
        self.write("sshd_config", self._server_settings(algorithms))
        self._process = None

    def __enter__(self):
        if os.geteuid() == 0:
            os.makedirs("/run/sshd", exist_ok=True)  # sshd insists on it
        self._process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", "/usr/sbin/sshd", "-D", "-e", "-f", f"{self.folder}/sshd_config"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        _wait_until_listening(self.port, self._process)
        return self

    def __exit__(self, *_):
        self._process.kill()
        self._process.wait()
        super().__exit__()

    def cpu_seconds(self):
        """Of sshd and all that it has started, so far."""
        return nurse.cpu_with_descendants(self._process.pid)

    def _key(self, name):
        path = f"{self.folder}/{name}"
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", path], check=True)
        return path

    def _server_settings(self, algorithms):
        return [
            *algorithms,
            f"ListenAddress 0.0.0.0:{self.port}",
            f"HostKey {self.folder}/host_key",
            f"AuthorizedKeysFile {self.folder}/authorized_keys",
            f"PidFile {self.folder}/sshd.pid",
            "SetEnv SHLVL=9",  # bash reads ~/.bashrc for commands that come by ssh, but not in a nested shell
            "PermitRootLogin prohibit-password",
            "PasswordAuthentication no",
            "KbdInteractiveAuthentication no",
            "StrictModes no",
            "UsePAM no",
            "UseDNS no",
            "PrintMotd no",
            "PrintLastLog no",
            "LogLevel ERROR",
            "MaxSessions 100",
            "MaxStartups 20000",
        ]


def _free_port():
    with socket.socket() as probe:
        probe.bind(("0.0.0.0", 0))
        return probe.getsockname()[1]


def _wait_until_listening(port, process):
    while process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(1)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
    raise RuntimeError("sshd doesn't start")
