import logging

logger = logging.getLogger(__name__)


def finish(amount, order, rows):
    logger.info("amount: %s", amount)
    logger.info("order %s rows %s", order, rows)
    logger.info("100%% of %s", rows)
