import logging

from fastapi import HTTPException
from flask import jsonify

logger = logging.getLogger(__name__)


def server_error(exc: Exception):
    return jsonify({"ok": False, "error": str(exc)}), 500


def failed(what, error):
    raise HTTPException(status_code=500, detail=f"{what} failed: {error}")


def answer(e):
    return jsonify({"error": str(e)}), 500


def describe(exc: Exception):
    return {"error": str(exc)}


def invalid(error):
    return jsonify({"error": str(error)}), 500


def a():
    try:
        return work()
    except Exception as e:
        logger.exception("work failed")
        return answer(e)


def b():
    try:
        return work()
    except ValueError as e:
        return invalid(e)
    except Exception as e:
        failed("work", e)
