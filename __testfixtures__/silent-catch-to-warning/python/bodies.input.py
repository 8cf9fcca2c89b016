"""Every body of a silent handler that is changed."""
import logging

import cache
import mailer

logger = logging.getLogger(__name__)


def notify_user(user):
    try:
        mailer.send(user)
    except Exception:
        pass


def ellipsis_body(user):
    try:
        mailer.send(user)
    except Exception:
        ...


def assign_empty(key):
    try:
        value = cache.fetch(key)
    except Exception:
        value = None
    return value


def return_bool(key):
    try:
        return cache.exists(key)
    except Exception:
        return False


def fail_open(key):
    try:
        return cache.allow(key)
    except Exception:
        return True


def return_none(key):
    try:
        return cache.fetch(key)
    except Exception:
        return None


def return_collection(key):
    try:
        return cache.fetch_all(key)
    except Exception:
        return {}


def fallback_value():
    try:
        version = mailer.read_version()
    except Exception:
        version = "unknown"
    return version


def return_dict(key):
    try:
        return cache.introspect(key)
    except Exception:
        return {"active": False}


def single_call(db):
    try:
        db.commit()
    except Exception:
        db.rollback()


def several(db, state):
    try:
        db.commit()
    except BaseException:
        # The session is of no use after this.
        db.rollback()
        state.clear()
        return 0


def bound_but_unused(key):
    try:
        cache.touch(key)
    except Exception as exc:
        pass


def bare(key):
    try:
        cache.touch(key)
    except:
        pass


def tuple_of_types(key):
    try:
        cache.touch(key)
    except (ValueError, Exception):
        pass
