import logging

logger = logging.getLogger(__name__)


def bill(who, n, status):
    logger.info("billing %s", n)
    logger.info("%s paid", who)
    logger.info("%s paid %s", who, n)
    logger.info(
        "invoice %s "
        "for %s", n, who
    )
    logger.info("invoice %s "
                "for %s", n, who)
    logger.info(
        # what the customer sees
        "invoice %s "  # the number
        "for %s", n, who  # the name
    )
    logger.info("twice %s", n)
    logger.info(("rate %s") % n)
    logger.info(("rate %s" % n))
    logger.debug("%s", (n, who))
    logger.info(
        "plain "
        "text"
    )
