"""Server errors that somebody hears of, or whose failure is the answer."""
import logging

from fastapi import HTTPException
from flask import jsonify

import invoices

logger = logging.getLogger(__name__)


def logged(number):
    try:
        return invoices.fetch(number)
    except Exception:
        logger.exception("no invoice")
        raise HTTPException(status_code=500, detail="Internal error")


def reported(number):
    try:
        return invoices.fetch(number)
    except Exception as exc:
        capture_exception(exc)
        return jsonify({"error": "Internal error"}), 500


# What is not installed is no fault of the request.
def missing(number):
    try:
        import weasyprint
    except ImportError:
        raise HTTPException(status_code=501, detail="PDF is not available")


# The answer is what was asked for.
def health():
    try:
        invoices.ping()
    except Exception:
        return jsonify({"status": "down"}), 503


# A client's fault.
def wrong(number):
    try:
        return invoices.fetch(number)
    except Exception:
        raise HTTPException(status_code=422, detail="No such invoice")


def fetch_logged(number):
    try:
        return invoices.fetch(number)
    except Exception:
        logger.exception("no invoice %s", number)
        raise


# What it calls writes the line.
def told_by_callee(number):
    try:
        return fetch_logged(number)
    except Exception:
        raise HTTPException(status_code=500, detail="Internal error")
