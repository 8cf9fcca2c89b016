import logging

logger = logging.getLogger(__name__)


def start():
    logger.info("ready")
