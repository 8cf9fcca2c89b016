# Probes: the failure is the answer, whatever the type.
import json
from datetime import datetime

from app.security import pwd_context

try:
    import orjson
except Exception:
    orjson = None


def as_int(text):
    try:
        return int(text)
    except Exception:
        return None


def as_dict(text):
    try:
        data = json.loads(text)
    except Exception:
        data = {}
    return data


def as_day(text):
    try:
        return datetime.fromisoformat(text.replace("Z", "+00:00")).date()
    except Exception:
        return None


async def body_of(request):
    try:
        return await request.json()
    except Exception:
        return {}


def matches(plain, hashed):
    try:
        return pwd_context.verify(plain, hashed)
    except Exception:
        return False


def call_room(booking):
    try:
        return booking.call_room
    except Exception:
        pass
    return create_room(booking)


def call_room_id(booking):
    room_id = None
    try:
        if booking.is_batch:
            room_id = str(booking.slot.call_room.id)
        else:
            room_id = str(booking.call_room.id)
    except Exception:
        pass
    return room_id


def looks_like_date(text):
    try:
        from dateutil import parser as date_parser
        date_parser.parse(text, dayfirst=True)
        return True
    except Exception:
        return False


def record_skipped(order):
    try:
        logger.warning("order %s skipped", order["id"])
    except Exception:
        pass
    return order
