import logging

from app.db import logger_table as logger

_logger = logging.getLogger(__name__)


def f(log):
    _logger.info("called")
