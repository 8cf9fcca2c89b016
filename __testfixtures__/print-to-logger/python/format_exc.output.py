import logging
import traceback

logger = logging.getLogger(__name__)


def one(peer):
    try:
        peer.close()
    except Exception:
        logger.exception("[ws] close error")


def two(peer):
    try:
        peer.close()
    except Exception as e:
        logger.exception(f"close failed: {e}")


def three(peer):
    try:
        peer.close()
    except Exception as e:
        logger.exception(f"close failed: {e}")


def four(peer):
    try:
        peer.close()
    except Exception as e:
        trace = traceback.format_exc()
        logger.exception(f"close failed: {e}")
        return {"error": trace}


def five(peer):
    try:
        peer.close()
    except Exception as e:
        logger.exception("close failed: " + str(e))


def six(peer):
    try:
        peer.close()
    except ValueError as e:
        logger.exception("cannot close: %s", e)
        return None


def seven(peer):
    try:
        peer.close()
    except Exception as e:
        if peer.open:
            logger.exception("still open | going on")


def eight(peer):
    try:
        peer.close()
    except Exception as e:
        logger.exception("eight: peer.close failed")


def told(error):
    logger.exception("failed")
