# Narrowing a bare `except:` is in the unsafe tier.
import logging

import cache

logger = logging.getLogger(__name__)


def save(key):
    try:
        cache.touch(key)
    except:
        pass


def load(key):
    try: cache.touch(key)
    except: return None


def logs_already(key):
    try:
        cache.touch(key)
    except:
        logger.exception("touch failed")
