# What clients and files get wrong every day: a debug line without a traceback.
import json
import logging

import jwt

from app.events import Event
from app.settings import SECRET

logger = logging.getLogger(__name__)


def current_user(token):
    try:
        if token.startswith("Bearer "):
            token = token[7:]
        logger.debug("a token was sent")
        claims = jwt.decode(token, SECRET, algorithms=["HS256"])
        claims.pop("iat", None)
        return claims["sub"]
    except Exception:
        return None


def user_name(token):
    try:
        return jwt.decode(token, SECRET, algorithms=["HS256"])["sub"].split(":")[1]
    except Exception:
        return None


def read_events(path):
    events = []
    with open(path) as handle:
        for line in handle:
            try:
                item = json.loads(line)
                if item.get("kind") == "order":
                    item["total"] = item["net"] + item["tax"]
                if item.get("draft"):
                    item["total"] = 0
                events.append(item)
                logger.debug("read an event")
            except Exception:
                continue
    return events


def bare(path, events):
    for line in path.read_text().splitlines():
        try:
            item = json.loads(line)
            if item["kind"] == "order":
                item["total"] = item["net"] + item["tax"]
            if item["draft"]:
                item["total"] = 0
            if item["late"]:
                item["total"] += 1
            events.append(item)
        except:
            pass


def read_rows(db, rows):
    for row in rows:
        try:
            item = json.loads(row)
            db.save(Event(**item))
        except Exception:
            continue
