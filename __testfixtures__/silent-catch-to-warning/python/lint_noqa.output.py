import logging

from shop import queue

logger = logging.getLogger(__name__)


def publish(event):
    try:
        queue.publish(event)
    except Exception:
        logger.warning("publish: queue.publish failed, returning None", exc_info=True)
        return None
