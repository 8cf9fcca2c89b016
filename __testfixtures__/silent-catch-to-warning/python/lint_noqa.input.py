import logging

from shop import queue

logger = logging.getLogger(__name__)


def publish(event):
    try:
        queue.publish(event)
    except Exception:  # noqa: BLE001
        return None
