import logging

import jwt

import cache
from app.models import User
from app.text import Prediction, decode_parts

logger = logging.getLogger(__name__)

audit_logger = logging.getLogger("audit")


def asked_for(key):
    try:
        cache.touch(key)
    except Exception:
        # Log error but don't fail the request
        logger.warning("asked_for: cache.touch failed", exc_info=True)


def created_or_not(cursor):
    """Not about a schema that exists: the query is what matters."""
    try:
        cursor.execute("CREATE TABLE IF NOT EXISTS jobs (id INT)")
        return cursor.execute("SELECT * FROM jobs")
    except Exception:
        logger.warning(
            "created_or_not: cursor.execute failed, returning an empty list",
            exc_info=True,
        )
        return []


async def serve(websocket, pool):
    try:
        while True:
            await websocket.receive_text()
    except Exception:
        logger.debug("serve: websocket.receive_text failed", exc_info=True)
        pool.drop(websocket)


def user_of(token, secret):
    try:
        claims = jwt.decode(token, secret, algorithms=["HS256"])
        return User.objects.get(pk=claims["sub"])
    except Exception:
        logger.debug(
            "user_of: jwt.decode or User.objects.get failed, returning None",
            exc_info=True,
        )
        return None


def classify(text):
    try:
        return cache.classify(text)
    except Exception:
        logger.warning("classify: cache.classify failed", exc_info=True)
        return Prediction(label="other")


def dropped(connections, message):
    gone = []
    for connection in connections:
        try:
            connection.send(message)
        except Exception:
            logger.debug("dropped: connection.send failed", exc_info=True)
            gone.append(connection)
    return gone


def body(part):
    try:
        return decode_parts(part)
    except Exception:
        logger.debug("body: decode_parts failed", exc_info=True)
        return part.decode("utf-8", errors="replace")


def quota(key):
    try:
        used = cache.fetch(key)
        return int(used) if used else 0
    except Exception:
        logger.warning("quota: cache.fetch failed, returning 0", exc_info=True)
        return 0


def unexpected(key):
    try:
        cache.touch(key)
    except Exception:
        logger.warning("unexpected: cache.touch failed, returning None", exc_info=True)
        # An unexpected state of the formatter.
        return None


def long_comment(key):
    try:
        cache.touch_with_a_rather_long_name(key)
    except Exception:
        # Don't fail the booking flow when this goes wrong
        logger.warning(
            "long_comment: cache.touch_with_a_rather_long_name failed", exc_info=True
        )


def nothing_guarded():
    try:
        pass
    except Exception:
        pass


def is_stored(bucket, key):
    try:
        boto3.client("s3").head_object(Bucket=bucket, Key=key)
        return True
    except Exception:
        logger.debug(
            "is_stored: boto3.client().head_object failed, returning False",
            exc_info=True,
        )
        return False


def cancel_reminder(reminder_id):
    try:
        get_scheduler().remove_job(f"reminder_{reminder_id}")
    except Exception:
        logger.debug(
            "cancel_reminder: get_scheduler().remove_job failed", exc_info=True
        )


@app.after_request
def name_source(response):
    try:
        from flask import request
        if request.path.startswith("/api"):
            response.headers["X-Source"] = request.path
    except Exception:
        logger.warning("name_source failed", exc_info=True)
    return response
