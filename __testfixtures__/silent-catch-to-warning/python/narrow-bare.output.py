# Narrowing a bare `except:` is in the unsafe tier.
import logging

import cache

logger = logging.getLogger(__name__)


def save(key):
    try:
        cache.touch(key)
    except Exception:
        logger.warning("save: cache.touch failed", exc_info=True)


def load(key):
    try: cache.touch(key)
    except Exception:
        logger.warning("load: cache.touch failed, returning None", exc_info=True)
        return None


def logs_already(key):
    try:
        cache.touch(key)
    except Exception:
        logger.exception("touch failed")
