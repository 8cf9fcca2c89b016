import logging

from shop import queue

logger = logging.getLogger(__name__)


def publish(event, error, sizes):
    logger.debug("publishing %s", event)
    logger.warning("Queue is %d%% full", queue.load())
    logger.info("Published '%s' as %r", event, queue.last)
    logger.info(
        "Could not publish %s in %.2f seconds", event, queue.seconds
    )
    logger.info("Sizes: %(small)s and %(large)s" % sizes)
    logger.info("Width %*d" % (4, event.size))
    logger.error("Error " + "%s" % error)
    print("Token %s" % queue.access_token)
