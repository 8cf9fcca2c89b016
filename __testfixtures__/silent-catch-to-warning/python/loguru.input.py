from loguru import logger

import cache


def save(key):
    try:
        cache.touch(key)
    except Exception:
        pass
