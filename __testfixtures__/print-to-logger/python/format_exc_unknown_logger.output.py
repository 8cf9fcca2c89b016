# Nothing shows what `logger` is, and nothing logs with it: the traceback goes to a logger of the module's own.
import logging

from elsewhere import logger

log = logging.getLogger(__name__)


def close(peer):
    try:
        peer.close()
    except Exception:
        log.exception("close failed")
