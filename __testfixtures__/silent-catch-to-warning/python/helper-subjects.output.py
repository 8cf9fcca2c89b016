import logging
import time

from app import mail, store

logger = logging.getLogger(__name__)
log = logging.getLogger("app.jobs")


def call(client, fn_name, params):
    try:
        return client.rpc(fn_name, params).execute()
    except Exception:
        logger.warning(
            "call: client.rpc().execute failed for fn_name %s, returning None",
            fn_name,
            exc_info=True,
        )
        return None


def pages(client, limit):
    for page in range(limit):
        try:
            store.save(client.fetch(page))
        except Exception:
            logger.warning(
                "pages: store.save failed for page %s, skipping this page",
                page,
                exc_info=True,
            )
            continue


def greet(people):
    for email in people:
        try:
            mail.send(email)
        except Exception:
            logger.warning(
                "greet: mail.send failed, skipping this email", exc_info=True
            )
            continue


def sweep(queue):
    log.info("sweeping")
    try:
        queue.sweep(time.time())
    except Exception:
        log.warning("sweep: queue.sweep failed", exc_info=True)


def sync_orders(queue):
    logger.info("[SYNC_ORDERS] started")
    try:
        queue.sync()
    except Exception:
        logger.warning("[SYNC_ORDERS] queue.sync failed", exc_info=True)


class Plain:
    def post(self, item):
        try:
            store.save(item)
        except Exception:
            logger.warning("module.Plain.post: store.save failed", exc_info=True)


def forward(client, path):
    try:
        client.fetch(path)
    except Exception:
        logger.warning("forward: client.fetch failed", exc_info=True)
