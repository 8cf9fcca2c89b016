# Somebody hears of it: the log, the operator, the client, the caller.
import logging
import sys
import traceback

import sentry_sdk
from fastapi import HTTPException
from fastapi.responses import JSONResponse

import cache

logger = logging.getLogger(__name__)
errors = []


def logs(key):
    try:
        cache.touch(key)
    except Exception:
        logger.warning("touch failed")


def prints(key):
    try:
        cache.touch(key)
    except Exception:
        print("touch failed")


def raises(key):
    try:
        cache.touch(key)
    except Exception:
        raise ServiceError(key)


def raises_sometimes(key, strict):
    try:
        cache.touch(key)
    except Exception:
        if strict:
            raise


def uses_the_exception(key, callback):
    try:
        cache.touch(key)
    except Exception as exc:
        callback(exc)


def sentry(key):
    try:
        cache.touch(key)
    except Exception:
        sentry_sdk.capture_exception()


def trace(key):
    try:
        cache.touch(key)
    except Exception:
        traceback.print_exc()


def reports(key, handle_error):
    try:
        cache.touch(key)
    except Exception:
        handle_error()


def counts(key, metrics):
    try:
        cache.touch(key)
    except Exception:
        metrics.cache_misses.inc()


def collects(key):
    try:
        cache.touch(key)
    except Exception:
        errors.append("touch")


def leaves(key):
    try:
        cache.touch(key)
    except Exception:
        sys.exit(1)


def answers(key):
    try:
        return cache.touch(key)
    except Exception:
        return JSONResponse({"ok": False}, status_code=424)


def says_so(key):
    try:
        return cache.touch(key)
    except Exception:
        return {"status": "error"}


def sets_a_status(key, checks):
    try:
        cache.ping()
        checks["cache"] = "healthy"
    except Exception:
        checks["cache"] = "unhealthy"


async def closes(websocket):
    try:
        cache.user_of(websocket)
    except Exception:
        await websocket.close(code=1008)
