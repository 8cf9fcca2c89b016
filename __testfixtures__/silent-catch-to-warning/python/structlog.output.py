import structlog

import cache

logger = structlog.get_logger()


def save(key):
    try:
        cache.touch(key)
    except Exception:
        logger.warning("save: cache.touch failed, returning False", exc_info=True)
        return False
