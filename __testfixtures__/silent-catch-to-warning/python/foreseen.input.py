"""Ways that are meant to be taken are debug; a mail or a payment is not, whatever a comment says."""
import logging
import subprocess

from sqlalchemy import text

import mailer
import vectors

logger = logging.getLogger(__name__)


def open_index(client, name):
    try:
        index = client.get_index(name)
    except Exception:
        index = client.create_index(name)
    return index


def open_store(path, schema):
    try:
        return vectors.open(path)
    except Exception:
        fields = schema.fields()
        return vectors.create_and_open(path, fields)


def open_ledger(client, path):
    # Nothing is made here: the ledger is missed
    try:
        return client.open_ledger(path)
    except Exception:
        return None


def active_users(db):
    active = 0
    try:
        active = db.execute(text("SELECT count(*) FROM users WHERE seen > now()")).scalar()
    except Exception:
        # the column is new
        try:
            active = db.execute(text("SELECT count(*) FROM users")).scalar()
        except Exception:
            active = -1
    return active


def shops(db):
    try:
        return db.execute(text("SELECT count(*) FROM shops")).scalar()
    except Exception:
        return 0  # the table does not exist yet


def visitors(db):
    # Visitors (handle if table doesn't exist)
    try:
        return db.execute(text("SELECT count(*) FROM visitors")).scalar()
    except Exception:
        return 0


def commit_shown():
    revision = "unknown"
    try:
        revision = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, timeout=2).stdout.decode()
    except Exception:
        pass  # git may not be available
    return revision


def alerts(lines):
    found = []
    for line in lines:
        try:
            day, rest = line.split("] ")
            found.append((day, rest.split("[")[1]))
        except Exception:
            # Skip malformed lines
            continue
    return found


def welcome(user):
    try:
        mailer.send_welcome_email(user.id)
    except Exception:
        pass  # ignore


def refund(order, payments):
    try:
        payments.send_payout(order.id)
    except Exception:
        pass  # non critical


async def typing(bot, chat):
    try:
        await bot.send_chat_action(chat)
    except Exception:
        pass  # ignore


def database_url(text, urls):
    url = None
    try:
        url = urls.shape(text)
    except Exception:
        # Fall through to the older form
        pass
    return url or text


def connection(text, urls):
    try:
        parts = urls.shape(text)
        return urls.assemble(parts)
    except Exception:
        # Fall back to the older form
        return None


def first_of(paths, shapes):
    for path in paths:
        try:
            return shapes.read_csv(path)
        except Exception:
            # Try the next one
            continue
    return None
