import logging

from flask import Blueprint, current_app as app

logger = logging.getLogger(__name__)

bp = Blueprint("bp", __name__)


@bp.get("/list")
def rows():
    # A request has the app's logger at hand.
    app.logger.info("list asked for")
    return load()


@bp.post("/list")
def add():
    app.logger.info("added")
    app.logger.info("done")


def background(rows):
    # Nothing says that there is an app around.
    logger.info(f"{len(rows)} rows")
