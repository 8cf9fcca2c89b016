import logging

import cache
import metrics_client

log = logging.getLogger(__name__)


def beside(key):
    try:
        cache.touch(key)
    except Exception:
        pass  # best effort


def inside(key):
    try:
        cache.touch(key)
    except Exception:
        # The cache is optional, the database has it all.
        pass


def on_the_clause(key):
    try:
        cache.touch(key)
    except Exception:  # noqa: BLE001
        pass


def below(key):
    try:
        cache.touch(key)
    except Exception:
        pass
        # do not fail the request


def without_intent(key):
    try:
        cache.touch(key)
    except Exception:
        # Ticket 4711
        return None


def pragma(key):
    try:
        cache.touch(key)
    except Exception:  # pragma: no cover
        pass  # TODO: handle


def above_the_try(key):
    # Best effort: a missing metric hurts nobody.
    try:
        metrics_client.send(key)
    except Exception:
        pass
