"""Rights asked for by an exception, set-up behind an optional import, a file that may not be there, and what is logged elsewhere."""
import os

import mailer

try:
    import uvloop
    uvloop.install()
except Exception:
    pass


def may_read(user, order):
    try:
        check_order_access(user, order)
        return True
    except Exception:
        return False


def changed(path):
    try:
        return os.path.getmtime(path)
    except Exception:
        return None


def remind(user):
    try:
        mailer.remind(user)
    except Exception:
        # failures are logged by the mailer
        pass


def validate_value(value, kind, shapes):
    try:
        shapes.build(kind, value)
        return True
    except Exception:
        return False
