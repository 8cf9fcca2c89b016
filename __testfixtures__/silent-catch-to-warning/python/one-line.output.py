import logging

import cache

logger = logging.getLogger(__name__)


def one():
    try: cache.touch("a")
    except:
        logger.warning("one: cache.touch failed", exc_info=True)


def two():
    try:
        cache.touch("a")
    except Exception:
        logger.debug("two: cache.touch failed", exc_info=True)  # ignore


def three():
    try: cache.touch("a")
    except Exception:
        logger.warning("three: cache.touch failed, returning None", exc_info=True)
        return None


def four():
    try: cache.touch("a")
    except Exception:
        logger.warning("four: cache.touch failed", exc_info=True)
        a = 1; b = 2
    else: a = b = 0
    return a, b


class Box:
    def five(self):
        for key in "ab":
            try: cache.touch(key)
            except Exception:
                logger.warning("Box.five: cache.touch failed, skipping this key", exc_info=True)
                continue
            finally: cache.free(key)


try: cache.warm_up()
except Exception:
    logger.warning("cache.warm_up failed", exc_info=True)
