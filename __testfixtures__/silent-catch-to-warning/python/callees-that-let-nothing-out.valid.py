import logging

logger = logging.getLogger(__name__)


class Store:
    def __init__(self, client):
        self.client = client

    def drop(self, key):
        try:
            self.client.delete(key)
            return True
        except Exception as e:
            logger.warning(f"drop failed for {key}: {e}")
            return False


store = Store(None)


def forget(kind):
    try:
        store.drop(kind)
    except Exception:
        pass
