# A logger of unknown make might not take `exc_info`: a text is what each of them takes.
from app.console import logger

import cache


def save(key):
    try:
        cache.touch(key)
    except Exception as exc:
        logger.warning(f"save: cache.touch failed: {exc!r}")


def load(key):
    logger.info("loading")
    return cache.fetch(key)
