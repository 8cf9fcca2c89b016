import logging
import traceback

logger = logging.getLogger(__name__)


def one(db):
    try:
        db.save()
    except Exception as e:
        print("-" * 40)
        print("save failed")
        print(f"  because {e}")
        print(f"Traceback: {traceback.format_exc()}")


def two(db):
    try:
        db.save()
    except Exception as e:
        logger.error(f"save failed: {e}")
        print(f"save failed: {e}")


def three(db):
    try:
        db.save()
    except Exception:
        traceback.print_exc()


def four(db):
    try:
        db.save()
    except Exception as e:
        logger.error(f"save failed: {e}")
        traceback.print_exc()


def five(db):
    try:
        db.save()
    except Exception as e:
        logger.exception("save failed")
        print(f"giving up on {db.name}: {e}")
        traceback.print_exc()


def six(db):
    for attempt in range(3):
        try:
            return db.save()
        except Exception as e:
            if attempt == 2:
                print(f"giving up: {e}")
                raise
            else:
                print(f"attempt {attempt}: {e}")


def seven(db):
    try:
        db.save()
    except KeyboardInterrupt:
        print("stopped by the user")
    except: print("save failed")


def eight(db):
    try:
        db.save()
    except Exception:
        try:
            db.rollback()
        except Exception as inner:
            print(f"rollback: {inner}")
        finally:
            print("rolled back")
        def later():
            print("later")
        return later
