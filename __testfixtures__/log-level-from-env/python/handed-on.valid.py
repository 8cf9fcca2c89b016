import logging.config

from app.config import settings


def setup_logging(level="INFO"):
    logging.config.dictConfig({"version": 1, "root": {"level": level.upper(), "handlers": ["console"]}})


setup_logging(level=settings.LOG_LEVEL)
