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
            return None

    async def days(self, year):
        try:
            query = select(Day).where(Day.year == year).order_by(Day.number)
            found = await self.db.execute(query)
            days = found.all()
        except Exception:
            days = []
        return days

    async def book(self, day, user):
        booking = None
        try:
            booking = self.db.add_booking(id=str(uuid4()), day=day, name=user.name if "user" in locals() else None)
        except Exception:
            pass
        return booking

    def forget(self, message):
        try:
            if len(self.recent) > 10:
                self.recent.popleft()
            self.recent.append(message)
        except Exception:
            pass


def volatility(price, strike, years):
    if price <= 0:
        return 0
    try:
        t = years / 365
        moneyness = price / strike
        return max(5.0, t * moneyness)
    except Exception:
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
        return {}


def end_sessions(client, user_id):
    try:
        client.schema("auth").table("sessions").delete().eq("user_id", user_id).execute()
    except Exception:
        pass


def rename(client, user_id, name):
    try:
        client.table("users").update({"name": name}).eq("id", user_id).execute()
    except Exception:
        pass


def sweep(db, limit):
    try:
        db.query(Order).filter(Order.age > limit).delete()
        db.commit()
    except Exception:
        pass


def prepare(db, tenant):
    try:
        seed_templates(db, tenant)
        db.commit()
    except Exception:
        pass


def relabel(labels, rows):
    try:
        labels["first"] = rows[0] + rows[1]
    except Exception:
        pass


def sessions_of(client, user_id):
    try:
        return client.table("sessions").select("*").eq("user_id", user_id).execute().data
    except Exception:
        return []
