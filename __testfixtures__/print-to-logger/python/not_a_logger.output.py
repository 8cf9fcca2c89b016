# Nothing here that is called `log` or `logger` is one: the module gets its own.
import logging
from math import log

from app import logger as checks

logger = logging.getLogger(__name__)


def scale(n):
    logger.info(f"scaling {n}")
    return log(n)


class Worker:
    def __init__(self, logger=None):
        self.logger = logger

    def run(self):
        logger.info("running")
        if self.logger:
            self.logger.info("run")
            self.logger.info("told")

    def log(self, text):
        logger.info("%s", text)


class Shown:
    @property
    def logger(self):
        return checks.get_logger("shown")

    def run(self):
        self.logger.info("shown")
