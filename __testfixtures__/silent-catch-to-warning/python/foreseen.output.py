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
        logger.debug("open_index: client.get_index failed", exc_info=True)
        index = client.create_index(name)
    return index


def open_store(path, schema):
    try:
        return vectors.open(path)
    except Exception:
        logger.debug("open_store: vectors.open failed for path %s", path, exc_info=True)
        fields = schema.fields()
        return vectors.create_and_open(path, fields)


def open_ledger(client, path):
    # Nothing is made here: the ledger is missed
    try:
        return client.open_ledger(path)
    except Exception:
        logger.warning("open_ledger: client.open_ledger failed, returning None", exc_info=True)
        return None


def active_users(db):
    active = 0
    try:
        active = db.execute(text("SELECT count(*) FROM users WHERE seen > now()")).scalar()
    except Exception:
        logger.debug("active_users: db.execute().scalar failed", exc_info=True)
        # the column is new
        try:
            active = db.execute(text("SELECT count(*) FROM users")).scalar()
        except Exception:
            logger.warning(
                "active_users: db.execute().scalar failed, using -1 for active", exc_info=True
            )
            active = -1
    return active


def shops(db):
    try:
        return db.execute(text("SELECT count(*) FROM shops")).scalar()
    except Exception:
        logger.debug("shops: db.execute().scalar failed, returning 0", exc_info=True)
        return 0  # the table does not exist yet


def visitors(db):
    # Visitors (handle if table doesn't exist)
    try:
        return db.execute(text("SELECT count(*) FROM visitors")).scalar()
    except Exception:
        logger.debug("visitors: db.execute().scalar failed, returning 0", exc_info=True)
        return 0


def commit_shown():
    revision = "unknown"
    try:
        revision = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, timeout=2).stdout.decode()
    except Exception:
        # git may not be available
        logger.debug("commit_shown: subprocess.run failed", exc_info=True)
    return revision


def alerts(lines):
    found = []
    for line in lines:
        try:
            day, rest = line.split("] ")
            found.append((day, rest.split("[")[1]))
        except Exception as exc:
            logger.debug("alerts failed, skipping this line: %s", type(exc).__name__)
            # Skip malformed lines
            continue
    return found


def welcome(user):
    try:
        mailer.send_welcome_email(user.id)
    except Exception:
        # ignore
        logger.warning("welcome: mailer.send_welcome_email failed", exc_info=True)


def refund(order, payments):
    try:
        payments.send_payout(order.id)
    except Exception:
        # non critical
        logger.warning("refund: payments.send_payout failed", exc_info=True)


async def typing(bot, chat):
    try:
        await bot.send_chat_action(chat)
    except Exception:
        logger.debug("typing: bot.send_chat_action failed", exc_info=True)  # ignore


def database_url(text, urls):
    url = None
    try:
        url = urls.shape(text)
    except Exception as exc:
        # Fall through to the older form
        logger.debug("database_url: urls.shape failed: %s", type(exc).__name__)
    return url or text


def connection(text, urls):
    try:
        parts = urls.shape(text)
        return urls.assemble(parts)
    except Exception as exc:
        logger.debug(
            "connection: urls.shape or urls.assemble failed, returning None: %s", type(exc).__name__
        )
        # Fall back to the older form
        return None


def first_of(paths, shapes):
    for path in paths:
        try:
            return shapes.read_csv(path)
        except Exception:
            logger.debug("first_of: shapes.read_csv failed, skipping this path", exc_info=True)
            # Try the next one
            continue
    return None
