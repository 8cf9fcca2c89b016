"""Debug lines of this logger are never written."""
import logging

logger = logging.getLogger(__name__)
logger.setLevel(logging.WARNING)


def close_all(sessions):
    for session in sessions:
        try:
            session.close()
        except Exception:
            # best effort
            pass
