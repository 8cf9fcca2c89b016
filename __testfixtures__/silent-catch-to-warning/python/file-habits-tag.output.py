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
            logger.warning(
                "[VirusScanner] scan: store.scan_file failed for path %s, returning None",
                path,
                exc_info=True,
            )
            return None

    def update(self):
        try:
            store.fetch_signatures()
        except Exception:
            logger.warning(
                "[VirusScanner] update: store.fetch_signatures failed", exc_info=True
            )

    def close(self):
        logger.info("[VirusScanner] closed")
