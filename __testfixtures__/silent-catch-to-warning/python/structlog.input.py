import structlog

import cache

logger = structlog.get_logger()


def save(key):
    try:
        cache.touch(key)
    except Exception:
        return False
