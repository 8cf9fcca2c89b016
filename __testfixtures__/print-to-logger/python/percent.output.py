import logging

logger = logging.getLogger(__name__)


def show(row, path):
    logger.info("row %s", row)
    logger.info("row %s of %r is 50%% {done}", row.id, path)
    logger.info(f"rate {row.rate:.2f}")
    logger.info(f"status {row.status}")
    logger.info("pair %s", (row.id, path))
    logger.info("plain 100%")
