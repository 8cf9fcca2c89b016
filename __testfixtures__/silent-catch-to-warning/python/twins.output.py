import logging
import os
import signal

logger = logging.getLogger(__name__)


def erase(db, contact_id):
    erased = {}
    try:
        result = db.execute(messages.delete().where(messages.c.contact_id == contact_id))
        erased["messages"] = result.rowcount
    except Exception:
        logger.warning("erase: db.execute for messages failed", exc_info=True)
    try:
        result = db.execute(calls.update().where(calls.c.contact_id == contact_id))
        erased["calls"] = result.rowcount
    except Exception:
        logger.warning("erase: db.execute for calls failed", exc_info=True)
    return erased


def dashboard(db):
    report = {}
    try:
        report["stock"] = [dict(row) for row in db.execute("SELECT * FROM stock")]
    except Exception:
        logger.warning("dashboard: db.execute for stock failed", exc_info=True)
        report["stock"] = []
    try:
        report["orders"] = [dict(row) for row in db.execute("SELECT * FROM orders")]
    except Exception:
        logger.warning("dashboard: db.execute for orders failed", exc_info=True)
        report["orders"] = []
    return report


def totals(db):
    count = 0
    try:
        users = db.query("users")
        count += len(users)
    except Exception:
        logger.warning("totals: db.query for users failed", exc_info=True)
    try:
        guests = db.query("guests")
        count += len(guests)
    except Exception:
        logger.warning("totals: db.query for guests failed", exc_info=True)
    return count


def stop(process):
    try:
        os.killpg(process.pid, signal.SIGTERM)
    except Exception:
        logger.debug("stop: os.killpg with SIGTERM failed", exc_info=True)
        process.terminate()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except Exception:
        logger.debug("stop: os.killpg with SIGKILL failed", exc_info=True)
        process.kill()


def mark(client, rows):
    # Nothing in the code tells these two apart.
    try:
        client.send(rows, False)
    except Exception:
        logger.warning("mark: client.send failed", exc_info=True)
    try:
        client.send(rows, True)
    except Exception:
        logger.warning("mark: client.send failed", exc_info=True)


def settings(store, tenant):
    mode = None
    pack = None
    try:
        profiles = store.list_for(tenant)
        if profiles:
            mode = store.mode_of(profiles[0])
            pack = market_pack(profiles[0])
            limits = store.limits_of(pack)
    except Exception:
        logger.warning("settings failed", exc_info=True)
        mode = None
        pack = None
    return mode, pack
