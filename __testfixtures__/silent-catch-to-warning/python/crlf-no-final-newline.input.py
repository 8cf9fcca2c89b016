import logging

import cache

logger = logging.getLogger(__name__)


def save(key):
    try:
        cache.touch(key)
    except Exception:
        pass


def load(key):
    try: return cache.fetch(key)
    except Exception: return None