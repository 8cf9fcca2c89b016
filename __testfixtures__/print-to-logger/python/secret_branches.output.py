import logging

logger = logging.getLogger(__name__)


def connect(token, user, api_key, password):
    logger.info(f"token from query: {'[redacted]' if token else 'none'}")
    logger.info(f"token: {'none' if not token else '[redacted]'}")
    logger.info(f"key: {'[redacted]' if api_key else 'missing'}")
    logger.info("token: %s", "[redacted]" if token else 'none')
    logger.info(f"token is {'set' if token else 'missing'}")
    logger.info(f'key: {"[redacted]" if api_key else ("[redacted]" if token else "-")}')
    logger.info("Key: " + ("[redacted]" if api_key else "none"))
    logger.info("both [redacted]")
