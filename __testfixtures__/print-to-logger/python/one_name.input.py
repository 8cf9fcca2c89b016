"""A function that makes a logger of its own too late: the file still gets one name."""
import logging


def clean(session):
    try:
        removed = session.clean()
        if removed:
            logger = logging.getLogger("cleaner")
            logger.info("removed %d", removed)
    except Exception as e:
        print(f"clean: {e}")


def start():
    print("started")


def report():
    logger = logging.getLogger("report")
    print("reported")
