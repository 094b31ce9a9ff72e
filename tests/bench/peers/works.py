"""The pieces of work by the names that ./run knows. Each takes a Context, and gives a Result."""

import at_scale
import beside_peers
import growth
import in_window

WORKS = {
    "cold": beside_peers.cold,
    "defaults": beside_peers.defaults,
    "warm": beside_peers.warm,
    "latency": beside_peers.latency,
    "sessions": at_scale.sessions,
    "light": at_scale.light,
    "descriptors": at_scale.descriptors,
    "growth": growth.growth,
    "window": in_window.window,
    "lag": in_window.lag,
    "idle": in_window.idle,
    "ready": in_window.ready,
}
