"""Functions of the project that make the answer, of this file and others."""
import logging

from flask import Blueprint, jsonify

from app.answers import error_response, hidden_error, server_error
from vendor import respond_with_error

logger = logging.getLogger(__name__)
bp = Blueprint("keys", __name__)


def fail(text, details=None, code=500):
    return jsonify({"ok": False, "error": text, "details": details}), code


class Base:
    def get(self):
        try:
            return store.all()
        except Exception:
            logger.exception("Could not read")
            return self.error("Could not read", status=503)

    def error(self, text, status):
        return jsonify(error=text), status


@bp.route("/a")
def a():
    try:
        return store.all()
    except Exception:
        logger.exception("keys could not be read")
        return error_response("Failed to read the keys", 500)


@bp.route("/b")
def b():
    try:
        return store.all()
    except Exception:
        logger.exception("b failed")
        return server_error("Internal server error")


@bp.route("/c")
def c():
    try:
        return store.all()
    except Exception:
        logger.exception("c failed")
        return fail("Read failed", details="Internal server error")


@bp.route("/d")
def d():
    try:
        return store.all()
    except Exception:
        logger.exception("d failed")
        # not of this repository
        return respond_with_error("Bad gateway", 502)


@bp.route("/e")
def e():
    try:
        return store.all()
    except Exception as e:
        # it says something of its own
        return hidden_error(e, 500)


@bp.route("/f")
def f(text):
    try:
        return loads(text)
    except ValueError as e:
        return error_response(str(e), 500)


@bp.route("/g")
def g():
    try:
        return store.all()
    except Exception as e:
        # it gets the exception itself and decides what is shown
        return server_error(e)
