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
