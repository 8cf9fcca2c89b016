"""The level goes by what is lost, not by where the handler stands."""
import logging

import billing
import store

logger = logging.getLogger(__name__)


def record(user, action):
    try:
        store.write_audit(user, action)
    except Exception:
        # An audit failure must not block the request
        logger.exception("record: store.write_audit failed")


def trail(connection, tenant):
    try:
        connection.execute("INSERT INTO admin_audit_log (tenant) VALUES (?)", (tenant,))
        connection.commit()
    except Exception:
        logger.exception("trail: connection.execute failed")


def parse(dataset, reader):
    try:
        dataset.rows = reader.read()
    except Exception as exc:
        logger.error("parse failed: %s", exc)
        try:
            dataset.status = "ERROR"
            dataset.save()
        except Exception:
            logger.warning("parse: dataset.save failed", exc_info=True)


def charge_all(orders):
    for order_id in orders:
        try:
            billing.charge(order_id)
        except Exception:
            logger.warning(
                "charge_all: billing.charge failed for order_id %s, skipping this one",
                order_id,
                exc_info=True,
            )
            continue


def expire(tasks):
    for task in tasks:
        task_id = task.get("id")
        if task_id:
            try:
                store.update_status(task_id, "EXPIRED")
            except Exception:
                logger.warning(
                    "expire: store.update_status failed for task_id %s",
                    task_id,
                    exc_info=True,
                )


# Who somebody is stays out of the log.
def remind(people):
    for email_id in people:
        try:
            billing.remind(email_id)
        except Exception:
            logger.warning("remind: billing.remind failed", exc_info=True)


async def broadcast(sockets, message):
    for ws in sockets:
        try:
            await ws.send_json(message)
        except Exception:
            logger.debug(
                "broadcast: ws.send_json failed, skipping this one", exc_info=True
            )
            continue


async def dispatch(self, request, call_next):
    try:
        self.db.increment_usage(request.tenant)
    except Exception:
        logger.warning("dispatch: db.increment_usage failed", exc_info=True)
    return await call_next(request)


def remove_upload(storage, key):
    if storage.exists(key):
        try:
            storage.remove(key)
        except Exception:
            # Ignore errors for files that do not exist
            logger.warning("remove_upload: storage.remove failed", exc_info=True)


def remove_scratch(path):
    try:
        shutil.rmtree(path / "tmp")
    except Exception:
        logger.debug(
            "remove_scratch: shutil.rmtree failed for path %s", path, exc_info=True
        )


async def open_page(page):
    try:
        await page.wait_for_selector("#login", timeout=3000)
    except Exception:
        logger.debug("open_page: page.wait_for_selector failed", exc_info=True)
    for selector in ("#accept", ".accept"):
        try:
            await page.locator(selector).click(timeout=500)
            break
        except Exception:
            logger.debug(
                "open_page: page.locator().click failed, skipping this selector",
                exc_info=True,
            )
            continue


def refresh(key):
    try:
        store.reload(key)
    except Exception:
        # A stale entry is expected at times, ignore
        logger.debug("refresh: store.reload failed", exc_info=True)
    try:
        store.reload(key)
    except Exception:
        # Continue without it if it is not configured
        logger.warning("refresh: store.reload failed", exc_info=True)
