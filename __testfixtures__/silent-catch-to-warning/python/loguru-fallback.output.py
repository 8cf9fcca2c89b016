# The name is loguru's or the standard library's: only what both take is written.
try:
    from loguru import logger
except ImportError:
    import logging

    logger = logging.getLogger(__name__)


def f(e):
    try:
        g()
    except Exception as err:
        logger.warning(f"f: g failed: {err!r}")
    return e


def h():
    try:
        g()
    except (OSError, Exception) as err:
        logger.warning(f"h: g failed, returning 0: {err!r}")
        return 0


def g():
    raise RuntimeError


def bare():
    try:
        g()
    # There is no name for the exception.
    except:  # checkmod-ignore
        pass
