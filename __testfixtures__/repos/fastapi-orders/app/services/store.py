import logging

logger = logging.getLogger(__name__)

_orders: dict[str, dict] = {}
_resets: dict[str, str] = {}


def save(order_id, item, quantity):
    if quantity < 1:
        raise ValueError("quantity must be positive")
    _orders[order_id] = {"id": order_id, "item": item, "quantity": quantity}
    logger.info("saved order %s", order_id)
    return _orders[order_id]


def find(order_id):
    return _orders.get(order_id)


def remember_reset(email, token):
    _resets[email] = token
