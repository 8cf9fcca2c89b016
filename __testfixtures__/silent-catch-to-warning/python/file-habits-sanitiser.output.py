"""No line of the file shows an exception as it is."""
import logging

import store
from redaction import sanitize_error

logger = logging.getLogger(__name__)


def pay(order):
    try:
        store.charge(order)
    except ValueError as error:
        logger.error("pay failed: %s", sanitize_error(error))


def refund(order):
    try:
        store.refund(order)
    except Exception as e:
        logger.warning("refund: store.refund failed: %s", sanitize_error(e))


def close(order):
    try:
        store.close_order(order)
    except Exception as e:
        logger.warning(
            "close: store.close_order failed, returning None: %s", sanitize_error(e)
        )
        return None


def bare(order):
    try:
        store.update_order(order)
    except:
        pass
