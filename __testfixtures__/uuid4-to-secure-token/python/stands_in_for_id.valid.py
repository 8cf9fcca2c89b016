# An id that may be missing: what takes its place is an id too, whatever the variable is called.
import uuid


def record_access(subject, request_id=""):
    token = request_id or str(uuid.uuid4())
    return save(subject, event=token)


def trace(headers):
    token = headers.get("X-Trace-ID") or uuid.uuid4().hex
    return start(token)
