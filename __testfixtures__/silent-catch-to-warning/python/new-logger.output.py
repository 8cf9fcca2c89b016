"""A module without a logger."""
from __future__ import annotations

import logging
import os
from pathlib import Path

from app import cache

logger = logging.getLogger(__name__)

try:
    cache.warm_up()
except Exception:
    logger.warning('cache.warm_up failed', exc_info=True)


class Store:
    try:
        DEFAULT = cache.read_default()
    except Exception:
        logger.warning('cache.read_default failed', exc_info=True)
        DEFAULT = ''

    def __init__(self, path):
        try:
            self.cache = cache.connect(path, 'x', os.sep)
        except Exception:
            logger.warning(
                'Store: cache.connect failed for path %s', path, exc_info=True
            )
            self.cache = None

    @property
    def size(self):
        try:
            return self.cache.measure() + Path(__file__).stat().st_size
        except Exception:
            logger.warning(
                'Store.size: cache.measure failed, returning 0', exc_info=True
            )
            return 0
