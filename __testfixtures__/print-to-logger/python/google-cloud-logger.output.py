import logging

from google.cloud import logging_v2

logger = logging.getLogger(__name__)


class Client:
    def __init__(self, logging_client):
        self._logging_client = logging_client
        self._logger = None

    @property
    def logger(self) -> logging_v2.Logger:
        if not self._logger:
            self._logger = self._logging_client.get_logger("client")
        return self._logger

    def tracks(self, ids):
        batch = self.logger.batch()
        logger.info("loading %s", ids)
        batch.commit()
