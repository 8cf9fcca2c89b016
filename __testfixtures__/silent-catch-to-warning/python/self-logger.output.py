import logging

import cache


class Store:
    def __init__(self):
        self.logger = logging.getLogger("store")

    def save(self, key):
        try:
            cache.touch(key)
        except Exception:
            self.logger.warning(
                "Store.save: cache.touch failed, returning False", exc_info=True
            )
            return False
        return True
