import traceback

from store import Missing


def one(db):
    try:
        db.save()
    except Exception as e:
        print(e)
        traceback.print_exc()


def two(db):
    try:
        db.save()
    except Exception as e:
        print("save failed")
        print(e)
        traceback.print_exc()


def three(db):
    try:
        db.save()
    except Exception as e:
        print(str(e))
        print("save failed")


def four(db):
    try:
        db.save()
    except Missing as e:
        print(f"nothing to save: {e}")
        print(type(e))
        return None


def five(db):
    try:
        db.save()
    except Missing as e:
        print("nothing to save")
        print(e)
        return None


def six(db):
    try:
        db.save()
    except Exception as e:
        print(repr(e))


def seven(db, log):
    try:
        db.save()
    except Exception as e:
        print(f"❌ not saved: {str(e)}")
        log.error("not saved: %s", e)
