"""Light servers of our own in place of sshd: one machine holds ten thousand sessions of them."""

import contextlib

import host
import turns

LIGHT_SESSIONS = 10_000
NODE_SETS = [f"u{number}@127.2.0.[1-100]" for number in range(1, 101)]


@contextlib.contextmanager
def fleet(context):
    """Light servers in a process of their own, as a host.Sshd."""
    with turns.program(context, "light_fleet") as said, host.Folder() as place:
        place.user, place.identity, place.known_hosts = said["user"], said["identity"], said["known_hosts"]
        place.port = said["port"]
        yield place


def job(context, place, targets):
    """Regatta's, on so many of the servers at once; `place` is the fleet's."""
    made = turns.jobs(context, place, place.client_settings("ssh"), targets, 0, ["regatta"])["regatta"]
    made.node_sets = NODE_SETS[: targets // 100] or [f"u1@127.2.0.[1-{targets}]"]
    return made
