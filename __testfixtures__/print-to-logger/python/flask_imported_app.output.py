from flask import request
from shop.factory import app


def charge(order):
    app.logger.info("charging")
    app.logger.info(f"charged {order.id} for {request.path}")


def settle(order):
    app.logger.info(f"settled {order.id}")
