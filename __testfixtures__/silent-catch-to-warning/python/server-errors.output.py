"""A server error answered in words of the handler's own, and nothing kept of what happened."""
import logging

from django.http import JsonResponse
from fastapi import HTTPException, status
from flask import abort, jsonify

import invoices
import redis

logger = logging.getLogger(__name__)


def raised(number):
    try:
        return invoices.fetch(number)
    except HTTPException:
        raise
    except Exception:
        logger.exception("raised: invoices.fetch failed")
        raise HTTPException(status_code=500, detail="Could not load the invoice")


def chained(number):
    try:
        return invoices.fetch(number)
    except Exception as exc:
        logger.exception("chained: invoices.fetch failed")
        # The client gets no details.
        raise HTTPException(status.HTTP_500_INTERNAL_SERVER_ERROR, "Internal error") from exc


def named_and_unused(number):
    try:
        return invoices.fetch(number)
    except Exception as e:
        logger.exception("named_and_unused: invoices.fetch failed")
        return jsonify({"error": "Internal error"}), 500


def narrow(number):
    try:
        return invoices.fetch(number)
    except redis.RedisError:
        logger.exception("narrow: invoices.fetch failed")
        abort(503)


def after_rollback(session, invoice):
    try:
        session.save(invoice)
    except Exception:
        logger.exception("after_rollback: session.save failed")
        session.rollback()
        return JsonResponse({"error": "Internal error"}, status=500)


def another_way_first(session, invoice):
    try:
        session.save(invoice)
    except Exception:
        session.rollback()
        existing = invoices.find(invoice)
        if existing:
            return existing
        logger.exception("another_way_first: session.save failed")
        # Nothing is left to do.
        return JsonResponse({"error": "Internal error"}, status=500)
