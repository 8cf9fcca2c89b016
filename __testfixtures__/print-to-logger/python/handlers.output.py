import logging

logger = logging.getLogger(__name__)


def one(db):
    try:
        db.save()
    except Exception as e:
        logger.exception("save failed")
        logger.error(f"because {e}")


def two(db):
    try:
        db.save()
    except Exception as e:
        logger.error(f"save failed: {e}")


def three(db):
    try:
        db.save()
    except Exception:
        logger.exception("three: db.save failed")


def four(db):
    try:
        db.save()
    except Exception as e:
        logger.error(f"save failed: {e}", exc_info=True)


def five(db):
    try:
        db.save()
    except Exception as e:
        logger.exception("save failed")
        logger.error(f"giving up on {db.name}: {e}")


def six(db):
    for attempt in range(3):
        try:
            return db.save()
        except Exception as e:
            if attempt == 2:
                logger.error(f"giving up: {e}")
                raise
            else:
                logger.exception(f"attempt {attempt}: {e}")


def seven(db):
    try:
        db.save()
    except KeyboardInterrupt:
        logger.info("stopped by the user")
    except: logger.warning("save failed", exc_info=True)


def eight(db):
    try:
        db.save()
    except Exception:
        try:
            db.rollback()
        except Exception as inner:
            logger.exception(f"rollback: {inner}")
        finally:
            logger.warning("rolled back")
        def later():
            logger.info("later")
        return later
