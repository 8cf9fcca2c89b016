import logging

logger = logging.getLogger(__name__)


def bill(who, n):
    logger.info("billing %s", n)
    logger.info(f"""{
        n  # the number
    } of {who}""")
    logger.info(
        "%s paid",
        n,  # by card
        # at once
    )
    logger.info(
        # the customer
        "%s "
        # and the invoice
        "%s",
        who,
        n,
    )
