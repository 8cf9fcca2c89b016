from flask import Blueprint, current_app as app

bp = Blueprint("bp", __name__)


@bp.get("/list")
def rows():
    # A request has the app's logger at hand.
    print("list asked for")
    return load()


@bp.post("/list")
def add():
    app.logger.info("added")
    print("done")


def background(rows):
    # Nothing says that there is an app around.
    print(f"{len(rows)} rows")
