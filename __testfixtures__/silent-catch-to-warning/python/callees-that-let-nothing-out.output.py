import json
import logging

import orjson
import yaml

from .stock import at_risk

logger = logging.getLogger(__name__)


class Store:
    def __init__(self, client):
        self.client = client

    def put(self, key, value):
        if not self.client:
            return False
        try:
            self.client.set(key, value)
            return True
        except Exception as e:
            logger.warning(f"put failed for {key}: {e}")
            return False


store = Store(None)


def keep(report):
    try:
        store.put("report", orjson.dumps(report).decode("utf-8"))
    except Exception:
        logger.warning("keep: orjson.dumps failed", exc_info=True)
    return report


def update_status(db, order, status):
    try:
        order.status = status
        db.commit()
    except Exception:
        logger.warning("update_status: db.commit failed, returning None", exc_info=True)
        db.rollback()
        return None


def cancel(db, order_id):
    try:
        order = get_order(db, order_id)
        if not order:
            return False
        update_status(db, order, "cancelled")
        return True
    except Exception:
        logger.warning("cancel: get_order failed, returning False", exc_info=True)
        db.rollback()
        return False


def remove(db, order_id):
    try:
        order = get_order(db, order_id)
        db.delete(order)
        db.commit()
        return True
    except Exception:
        logger.warning("remove: db.commit failed, returning False", exc_info=True)
        db.rollback()
        return False


def cost_of(db, shipment_id):
    try:
        for row in at_risk(db):
            if row["id"] == shipment_id:
                return db.query(Cost).filter(Cost.id == row["cost"]).first()
    except Exception:
        logger.warning("cost_of: at_risk or db.query failed", exc_info=True)
    return None


def shown(value, form):
    if form != "text":
        try:
            if form == "json":
                return json.dumps(value, indent=2)
            return yaml.dump(value, allow_unicode=True)
        except Exception:
            logger.warning(
                "shown: json.dumps or yaml.dump failed, using None for value",
                exc_info=True,
            )
            value = None
    return str(value)
