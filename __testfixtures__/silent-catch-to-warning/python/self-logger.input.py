import logging

import cache


class Store:
    def __init__(self):
        self.logger = logging.getLogger("store")

    def save(self, key):
        try:
            cache.touch(key)
        except Exception:
            return False
        return True
