"""Debug lines of the loggers that this function makes are never written."""
import logging


def get_logger(name):
    made = logging.getLogger(name)
    made.setLevel(logging.INFO)
    return made


logger = get_logger(__name__)


def close_all(sessions):
    for session in sessions:
        try:
            session.close()
        except Exception:
            pass
