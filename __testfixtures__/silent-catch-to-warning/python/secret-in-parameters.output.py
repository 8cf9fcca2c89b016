# What SQLAlchemy raises shows the statement with its parameters: with a secret among them the type alone is logged.
import logging

logger = logging.getLogger(__name__)


def rotate(session, user, secret):
    try:
        user.api_key = secret
        session.commit()
    except Exception as exc:
        logger.warning("rotate: session.commit failed: %s", type(exc).__name__)
        session.rollback()


def keep(db, token):
    try:
        db.execute("UPDATE users SET token = :token", {"token": token})
    except Exception as exc:
        logger.warning("keep: db.execute failed: %s", type(exc).__name__)


# An e-mail address is no secret: the traceback stays.
def rename(session, user, email):
    try:
        user.email = email
        user.password_changed = True
        session.commit()
    except Exception:
        logger.warning("rename: session.commit failed", exc_info=True)
        session.rollback()
