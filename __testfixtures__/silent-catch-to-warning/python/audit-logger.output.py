# An audit log is read by somebody else: it does not get our warnings.
import logging

import cache

logger = logging.getLogger(__name__)

audit_logger = logging.getLogger("audit")


def save(key):
    try:
        cache.touch(key)
    except Exception:
        logger.warning("save: cache.touch failed", exc_info=True)


def elsewhere():
    import logging

    logging.getLogger("elsewhere").info("saved")
