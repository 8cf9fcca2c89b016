"""A module without a logger."""
from __future__ import annotations

import os
from pathlib import Path

from app import cache

try:
    cache.warm_up()
except Exception:
    pass


class Store:
    try:
        DEFAULT = cache.read_default()
    except Exception:
        DEFAULT = ''

    def __init__(self, path):
        try:
            self.cache = cache.connect(path, 'x', os.sep)
        except Exception:
            self.cache = None

    @property
    def size(self):
        try:
            return self.cache.measure() + Path(__file__).stat().st_size
        except Exception:
            return 0
