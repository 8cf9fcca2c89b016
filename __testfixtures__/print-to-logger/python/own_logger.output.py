import logging

logger = logging.getLogger(__name__)


class Store:
    def __init__(self):
        logger.info("before")
        self.logger = logging.getLogger(__name__)
        self.logger.info("after")

    def save(self):
        self.logger.info("saved")
