import logging
import os

logging.getLogger(__name__).info("loading")
os.umask(0)
logger = logging.getLogger(__name__)


def f():
    logger.info("called")
