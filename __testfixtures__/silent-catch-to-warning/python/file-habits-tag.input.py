"""Lines of the class start with a tag."""
import logging

import store

logger = logging.getLogger(__name__)


class VirusScanner:
    def scan(self, path):
        logger.info("[VirusScanner] scanning")
        try:
            return store.scan_file(path)
        except Exception:
            return None

    def update(self):
        try:
            store.fetch_signatures()
        except Exception:
            pass

    def close(self):
        logger.info("[VirusScanner] closed")
