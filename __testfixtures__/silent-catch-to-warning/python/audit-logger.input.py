# An audit log is read by somebody else: it does not get our warnings.
import logging

import cache

audit_logger = logging.getLogger("audit")


def save(key):
    try:
        cache.touch(key)
    except Exception:
        pass


def elsewhere():
    import logging

    logging.getLogger("elsewhere").info("saved")
