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
        pass


def trail(connection, tenant):
    try:
        connection.execute("INSERT INTO admin_audit_log (tenant) VALUES (?)", (tenant,))
        connection.commit()
    except Exception:
        pass


def parse(dataset, reader):
    try:
        dataset.rows = reader.read()
    except Exception as exc:
        logger.error("parse failed: %s", exc)
        try:
            dataset.status = "ERROR"
            dataset.save()
        except Exception:
            pass


def charge_all(orders):
    for order_id in orders:
        try:
            billing.charge(order_id)
        except Exception:
            continue


def expire(tasks):
    for task in tasks:
        task_id = task.get("id")
        if task_id:
            try:
                store.update_status(task_id, "EXPIRED")
            except Exception:
                pass


# Who somebody is stays out of the log.
def remind(people):
    for email_id in people:
        try:
            billing.remind(email_id)
        except Exception:
            pass


async def broadcast(sockets, message):
    for ws in sockets:
        try:
            await ws.send_json(message)
        except Exception:
            continue


async def dispatch(self, request, call_next):
    try:
        self.db.increment_usage(request.tenant)
    except Exception:
        pass
    return await call_next(request)


def remove_upload(storage, key):
    if storage.exists(key):
        try:
            storage.remove(key)
        except Exception:
            # Ignore errors for files that do not exist
            pass


def remove_scratch(path):
    try:
        shutil.rmtree(path / "tmp")
    except Exception:
        pass


async def open_page(page):
    try:
        await page.wait_for_selector("#login", timeout=3000)
    except Exception:
        pass
    for selector in ("#accept", ".accept"):
        try:
            await page.locator(selector).click(timeout=500)
            break
        except Exception:
            continue


def refresh(key):
    try:
        store.reload(key)
    except Exception:
        # A stale entry is expected at times, ignore
        pass
    try:
        store.reload(key)
    except Exception:
        # Continue without it if it is not configured
        pass
