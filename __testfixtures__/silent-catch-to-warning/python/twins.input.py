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
        pass
    try:
        result = db.execute(calls.update().where(calls.c.contact_id == contact_id))
        erased["calls"] = result.rowcount
    except Exception:
        pass
    return erased


def dashboard(db):
    report = {}
    try:
        report["stock"] = [dict(row) for row in db.execute("SELECT * FROM stock")]
    except Exception:
        report["stock"] = []
    try:
        report["orders"] = [dict(row) for row in db.execute("SELECT * FROM orders")]
    except Exception:
        report["orders"] = []
    return report


def totals(db):
    count = 0
    try:
        users = db.query("users")
        count += len(users)
    except Exception:
        pass
    try:
        guests = db.query("guests")
        count += len(guests)
    except Exception:
        pass
    return count


def stop(process):
    try:
        os.killpg(process.pid, signal.SIGTERM)
    except Exception:
        process.terminate()
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except Exception:
        process.kill()


def mark(client, rows):
    # Nothing in the code tells these two apart.
    try:
        client.send(rows, False)
    except Exception:
        pass
    try:
        client.send(rows, True)
    except Exception:
        pass


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
        mode = None
        pack = None
    return mode, pack
