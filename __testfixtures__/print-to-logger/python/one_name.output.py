"""A function that makes a logger of its own too late: the file still gets one name."""
import logging

log = logging.getLogger(__name__)


def clean(session):
    try:
        removed = session.clean()
        if removed:
            logger = logging.getLogger("cleaner")
            logger.info("removed %d", removed)
    except Exception as e:
        log.exception("clean: %s", e)


def start():
    log.info("started")


def report():
    logger = logging.getLogger("report")
    logger.info("reported")
