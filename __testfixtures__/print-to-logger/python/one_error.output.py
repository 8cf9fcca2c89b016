import logging

from store import Missing

logger = logging.getLogger(__name__)


def one(db):
    try:
        db.save()
    except Exception as e:
        logger.exception("one: db.save failed: %s", e)


def two(db):
    try:
        db.save()
    except Exception:
        logger.exception("save failed")


def three(db):
    try:
        db.save()
    except Exception:
        logger.exception("save failed")


def four(db):
    try:
        db.save()
    except Missing as e:
        logger.warning("nothing to save: %s", e)
        return None


def five(db):
    try:
        db.save()
    except Missing:
        logger.warning("nothing to save", exc_info=True)
        return None


def six(db):
    try:
        db.save()
    except Exception as e:
        logger.exception("six: db.save failed: %s", repr(e))


def seven(db, log):
    try:
        db.save()
    except Exception as e:
        log.error("not saved: %s", e)
