import logging

import cache
import metrics_client

log = logging.getLogger(__name__)


def beside(key):
    try:
        cache.touch(key)
    except Exception:
        log.debug("beside: cache.touch failed", exc_info=True)  # best effort


def inside(key):
    try:
        cache.touch(key)
    except Exception:
        # The cache is optional, the database has it all.
        log.debug("inside: cache.touch failed", exc_info=True)


def on_the_clause(key):
    try:
        cache.touch(key)
    except Exception:  # noqa: BLE001
        log.warning("on_the_clause: cache.touch failed", exc_info=True)


def below(key):
    try:
        cache.touch(key)
    except Exception:
        log.warning("below: cache.touch failed", exc_info=True)
        # do not fail the request


def without_intent(key):
    try:
        cache.touch(key)
    except Exception:
        log.warning("without_intent: cache.touch failed, returning None", exc_info=True)
        # Ticket 4711
        return None


def pragma(key):
    try:
        cache.touch(key)
    except Exception:  # pragma: no cover
        log.warning("pragma: cache.touch failed", exc_info=True)  # TODO: handle


def above_the_try(key):
    # Best effort: a missing metric hurts nobody.
    try:
        metrics_client.send(key)
    except Exception:
        log.debug("above_the_try: metrics_client.send failed", exc_info=True)
