import logging
import json

from celery import Celery

logger = logging.getLogger(__name__)
app = Celery("orders")


@app.task
def send_orders(orders, socket):
    sent = []
    try:
        for order in orders:
            try:
                sent.append(json.dumps(order))
            except Exception as e:
                logger.exception(f"❌ order {order.id} not serialised: {e}")
        socket.emit("orders", sent)
    except Exception as e:
        logger.exception(f"❌ orders not sent: {e}")
        socket.emit("error", {"sent": len(sent)})


@app.task
def close_orders(orders):
    try:
        orders.close()
    except Exception as e:
        logger.exception(f"orders not closed: {e}")
    try:
        orders.archive()
    except Exception as e:
        import traceback
        orders.note(traceback.format_exc())


@app.task
def reload_orders(orders):
    try:
        orders.reload()
    except Exception as e:
        logger.exception(f"❌ reload failed: {e}")
    try:
        orders.check()
    except Exception as e:
        logger.exception(f"check failed: {e} | going on")
