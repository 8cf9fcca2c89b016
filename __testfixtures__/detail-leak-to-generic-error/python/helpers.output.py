"""Helpers whose results routes of another file answer with."""
import logging

from pydantic import BaseModel

logger = logging.getLogger(__name__)


class Result(BaseModel):
    ok: bool
    error: str | None = None


def send(to, client):
    try:
        client.send(to)
        return {"success": True}
    except Exception:
        logger.exception("send failed")
        return {"success": False, "error": "Internal server error"}


class MailStore:
    def read(self, box):
        try:
            return Result(ok=True, mails=self.load(box))
        except Exception as e:
            logger.error("inbox could not be read: %s", e, exc_info=True)
            return Result(ok=False, error="Could not read the inbox")

    async def deliver_in_order(self, mails):
        result = {"sent": 0}
        try:
            result["sent"] = await self.deliver(mails)
        except Exception:
            logger.exception("deliver_in_order failed")
            result["error"] = "Internal server error"
        return result


def check(address):
    try:
        return True, resolve(address)
    except Exception:
        logger.exception("Lookup failed")
        return False, "Lookup failed"


def page(mail):
    try:
        return render(mail)
    except Exception:
        logger.exception("page failed")
        return "<h1>No such mail</h1>"


def run(job):
    # the route runs another one of that name
    try:
        return job()
    except Exception as e:
        return {"error": str(e)}


def read(path):
    # a function, not the method
    try:
        return open(path).read()
    except Exception as e:
        return {"error": str(e)}


def parse(text):
    # the words of a ValueError are for whoever sent the text
    try:
        return loads(text)
    except ValueError as e:
        return {"error": str(e)}
