import logging

import jwt

import cache
from app.models import User
from app.text import Prediction, decode_parts

audit_logger = logging.getLogger("audit")


def asked_for(key):
    try:
        cache.touch(key)
    except Exception:
        # Log error but don't fail the request
        pass


def created_or_not(cursor):
    """Not about a schema that exists: the query is what matters."""
    try:
        cursor.execute("CREATE TABLE IF NOT EXISTS jobs (id INT)")
        return cursor.execute("SELECT * FROM jobs")
    except Exception:
        return []


async def serve(websocket, pool):
    try:
        while True:
            await websocket.receive_text()
    except Exception:
        pool.drop(websocket)


def user_of(token, secret):
    try:
        claims = jwt.decode(token, secret, algorithms=["HS256"])
        return User.objects.get(pk=claims["sub"])
    except Exception:
        return None


def classify(text):
    try:
        return cache.classify(text)
    except Exception:
        return Prediction(label="other")


def dropped(connections, message):
    gone = []
    for connection in connections:
        try:
            connection.send(message)
        except Exception:
            gone.append(connection)
    return gone


def body(part):
    try:
        return decode_parts(part)
    except Exception:
        return part.decode("utf-8", errors="replace")


def quota(key):
    try:
        used = cache.fetch(key)
        return int(used) if used else 0
    except Exception:
        return 0


def unexpected(key):
    try:
        cache.touch(key)
    except Exception:
        # An unexpected state of the formatter.
        return None


def long_comment(key):
    try:
        cache.touch_with_a_rather_long_name(key)
    except Exception:
        pass  # Don't fail the booking flow when this goes wrong


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
        return False


def cancel_reminder(reminder_id):
    try:
        get_scheduler().remove_job(f"reminder_{reminder_id}")
    except Exception:
        pass


@app.after_request
def name_source(response):
    try:
        from flask import request
        if request.path.startswith("/api"):
            response.headers["X-Source"] = request.path
    except Exception:
        pass
    return response
