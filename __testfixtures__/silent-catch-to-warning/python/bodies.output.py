"""Every body of a silent handler that is changed."""
import logging

import cache
import mailer

logger = logging.getLogger(__name__)


def notify_user(user):
    try:
        mailer.send(user)
    except Exception:
        logger.warning("notify_user: mailer.send failed", exc_info=True)


def ellipsis_body(user):
    try:
        mailer.send(user)
    except Exception:
        logger.warning("ellipsis_body: mailer.send failed", exc_info=True)


def assign_empty(key):
    try:
        value = cache.fetch(key)
    except Exception:
        logger.warning(
            "assign_empty: cache.fetch failed, using None for value", exc_info=True
        )
        value = None
    return value


def return_bool(key):
    try:
        return cache.exists(key)
    except Exception:
        logger.warning(
            "return_bool: cache.exists failed, returning False", exc_info=True
        )
        return False


def fail_open(key):
    try:
        return cache.allow(key)
    except Exception:
        logger.warning("fail_open: cache.allow failed, returning True", exc_info=True)
        return True


def return_none(key):
    try:
        return cache.fetch(key)
    except Exception:
        logger.warning("return_none: cache.fetch failed, returning None", exc_info=True)
        return None


def return_collection(key):
    try:
        return cache.fetch_all(key)
    except Exception:
        logger.warning(
            "return_collection: cache.fetch_all failed, returning an empty dict",
            exc_info=True,
        )
        return {}


def fallback_value():
    try:
        version = mailer.read_version()
    except Exception:
        logger.warning("fallback_value: mailer.read_version failed", exc_info=True)
        version = "unknown"
    return version


def return_dict(key):
    try:
        return cache.introspect(key)
    except Exception:
        logger.warning("return_dict: cache.introspect failed", exc_info=True)
        return {"active": False}


def single_call(db):
    try:
        db.commit()
    except Exception:
        logger.warning("single_call: db.commit failed", exc_info=True)
        db.rollback()


def several(db, state):
    try:
        db.commit()
    except BaseException:
        logger.warning("several: db.commit failed, returning 0", exc_info=True)
        # The session is of no use after this.
        db.rollback()
        state.clear()
        return 0


def bound_but_unused(key):
    try:
        cache.touch(key)
    except Exception as exc:
        logger.warning("bound_but_unused: cache.touch failed", exc_info=True)


def bare(key):
    try:
        cache.touch(key)
    except:
        logger.warning("bare: cache.touch failed", exc_info=True)


def tuple_of_types(key):
    try:
        cache.touch(key)
    except (ValueError, Exception):
        logger.warning("tuple_of_types: cache.touch failed", exc_info=True)
