import json
import logging
from uuid import uuid4

from sqlalchemy import select

logger = logging.getLogger(__name__)


class Dates:
    def __init__(self, cache, db):
        self.cache = cache
        self.db = db

    async def cached_dates(self, key):
        try:
            return await self.cache.get_json(key)
        except Exception:
            logger.warning("cached_dates: cache.get_json failed, returning None", exc_info=True)
            return None

    async def days(self, year):
        try:
            query = select(Day).where(Day.year == year).order_by(Day.number)
            found = await self.db.execute(query)
            days = found.all()
        except Exception:
            logger.warning("Dates.days: db.execute failed, using an empty list for days", exc_info=True)
            days = []
        return days

    async def book(self, day, user):
        booking = None
        try:
            booking = self.db.add_booking(id=str(uuid4()), day=day, name=user.name if "user" in locals() else None)
        except Exception:
            logger.warning("Dates.book: db.add_booking failed", exc_info=True)
        return booking

    def forget(self, message):
        try:
            if len(self.recent) > 10:
                self.recent.popleft()
            self.recent.append(message)
        except Exception:
            logger.warning("Dates.forget failed", exc_info=True)


def volatility(price, strike, years):
    if price <= 0:
        return 0
    try:
        t = years / 365
        moneyness = price / strike
        return max(5.0, t * moneyness)
    except Exception:
        logger.warning("volatility failed, returning 12.0", exc_info=True)
        return 12.0


def decode_jwt_payload(token):
    try:
        parts = token.split(".")
        if len(parts) != 3:
            return {}
        payload = parts[1]
        padding = "=" * (-len(payload) % 4)
        return json.loads(urlsafe_b64decode(payload + padding))
    except Exception:
        logger.debug(
            "decode_jwt_payload: json.loads or urlsafe_b64decode failed, returning an empty dict",
            exc_info=True,
        )
        return {}


def end_sessions(client, user_id):
    try:
        client.schema("auth").table("sessions").delete().eq("user_id", user_id).execute()
    except Exception:
        logger.warning("end_sessions: sessions.delete failed", exc_info=True)


def rename(client, user_id, name):
    try:
        client.table("users").update({"name": name}).eq("id", user_id).execute()
    except Exception:
        logger.warning("rename: users.update failed", exc_info=True)


def sweep(db, limit):
    try:
        db.query(Order).filter(Order.age > limit).delete()
        db.commit()
    except Exception:
        logger.warning("sweep: Order.delete failed", exc_info=True)


def prepare(db, tenant):
    try:
        seed_templates(db, tenant)
        db.commit()
    except Exception:
        logger.warning("prepare: seed_templates or db.commit failed", exc_info=True)


def relabel(labels, rows):
    try:
        labels["first"] = rows[0] + rows[1]
    except Exception:
        logger.warning("relabel failed", exc_info=True)


def sessions_of(client, user_id):
    try:
        return client.table("sessions").select("*").eq("user_id", user_id).execute().data
    except Exception:
        logger.warning("sessions_of: sessions.select failed, returning an empty list", exc_info=True)
        return []
