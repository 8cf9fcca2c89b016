"""Handlers of one function that would say the same are told apart by the table, what the step is given, or what is set."""
import logging

from sqlalchemy import text

from .models import Child, Parent

logger = logging.getLogger(__name__)


def dashboard(db):
    numbers = {}
    try:
        numbers.update(orders=db.execute(text("SELECT count(*) FROM orders")).scalar())
    except Exception:
        logger.warning("dashboard: db.execute().scalar for orders failed", exc_info=True)
    try:
        numbers.update(shops=db.execute(text("SELECT count(*) FROM shops")).scalar())
    except Exception:
        logger.warning("dashboard: db.execute().scalar for shops failed", exc_info=True)
    return numbers


def shown(row, service):
    try:
        service.load(row.author)
    except Exception:
        logger.warning("shown: service.load for row.author failed", exc_info=True)
    try:
        service.load(row.editor)
    except Exception:
        logger.warning("shown: service.load for row.editor failed", exc_info=True)
