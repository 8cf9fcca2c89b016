import logging
import time

from app import mail, store

logger = logging.getLogger(__name__)
log = logging.getLogger("app.jobs")


def call(client, fn_name, params):
    try:
        return client.rpc(fn_name, params).execute()
    except Exception:
        return None


def pages(client, limit):
    for page in range(limit):
        try:
            store.save(client.fetch(page))
        except Exception:
            continue


def greet(people):
    for email in people:
        try:
            mail.send(email)
        except Exception:
            continue


def sweep(queue):
    log.info("sweeping")
    try:
        queue.sweep(time.time())
    except Exception:
        pass


def sync_orders(queue):
    logger.info("[SYNC_ORDERS] started")
    try:
        queue.sync()
    except Exception:
        pass


class Plain:
    def post(self, item):
        try:
            store.save(item)
        except Exception:
            pass


def forward(client, path):
    try:
        client.fetch(path)
    except Exception:
        pass
