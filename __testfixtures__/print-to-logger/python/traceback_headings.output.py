import logging

logger = logging.getLogger(__name__)


def load(path):
    try:
        return read(path)
    except Exception as e:
        logger.exception(f"FATAL in load: {e}")
        raise


def send(message):
    try:
        deliver(message)
    except Exception as e:
        logger.exception(f"❌ [MAIL] sending failed: {e}")
