"""Lines of the file are names of events with fields."""
import structlog

import store

logger = structlog.get_logger(__name__)


def close(orders):
    logger.info("orders_closing", count=len(orders))
    for order_id in orders:
        try:
            store.update_order(order_id, "closed")
        except Exception:
            logger.warning("update_order_failed", order_id=order_id, exc_info=True)
            continue
    logger.info("orders_closed")
