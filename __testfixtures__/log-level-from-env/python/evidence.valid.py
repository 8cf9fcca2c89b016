import logging
import os

log_level = os.getenv("LOG_LEVEL", "INFO").upper()
numeric = getattr(logging, log_level, logging.INFO)
logging.basicConfig(level=numeric, format="%(message)s")


def setup(settings, is_production):
    logging.getLogger().setLevel(settings.log_level)
    logging.basicConfig(level=logging.INFO if settings.environment == "production" else logging.DEBUG)


def _level():
    return {"DEBUG": logging.DEBUG}.get(settings.log_level, logging.INFO)


def get_logger(name):
    logger = logging.getLogger(name)
    logger.setLevel(_level())
    return logger
