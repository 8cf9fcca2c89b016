import logging

logger = logging.getLogger(__name__)


def start(config, wide):
    # Header
    logger.info("Service")

    config.read()
    logger.info("read")

    if wide:
        print()
    logger.info("started")
    try:
        config.check()
    except Exception as e:
        logger.exception(f"check failed: {e}")
