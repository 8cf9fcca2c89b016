# What SQLAlchemy raises shows the statement with its parameters: with a secret among them the type alone is logged.
import logging

logger = logging.getLogger(__name__)


def rotate(session, user, secret):
    try:
        user.api_key = secret
        session.commit()
    except Exception:
        session.rollback()


def keep(db, token):
    try:
        db.execute("UPDATE users SET token = :token", {"token": token})
    except Exception:
        pass


# An e-mail address is no secret: the traceback stays.
def rename(session, user, email):
    try:
        user.email = email
        user.password_changed = True
        session.commit()
    except Exception:
        session.rollback()
