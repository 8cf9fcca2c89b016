import logging

logger = logging.getLogger(__name__)


def f(x):
    try:
        x()
    except ValueError, KeyError:
        logger.warning("bad value", exc_info=True)
