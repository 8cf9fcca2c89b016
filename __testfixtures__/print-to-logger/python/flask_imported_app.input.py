from flask import request
from shop.factory import app


def charge(order):
    app.logger.info("charging")
    print(f"charged {order.id} for {request.path}")


def settle(order):
    print(f"settled {order.id}")
