import logging

from shop import queue

logger = logging.getLogger(__name__)


def publish(event, error, sizes):
    logger.debug("publishing %s", event)
    print("WARNING: Queue is %d%% full" % queue.load())
    print("Published '%s' as %r" % (event, queue.last,))
    print(
        "Could not publish %s in %.2f seconds"
        % (event, queue.seconds)
    )
    print("Sizes: %(small)s and %(large)s" % sizes)
    print("Width %*d" % (4, event.size))
    print("Error " + "%s" % error)
    print("Token %s" % queue.access_token)
