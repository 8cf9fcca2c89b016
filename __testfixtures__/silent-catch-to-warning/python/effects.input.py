import logging

logger = logging.getLogger(__name__)


def names(client):
    try:
        return client.fetch("names")
    except Exception:
        return []


def prices(client):
    try:
        daily = client.fetch("daily")
    except Exception:
        daily = {}
    try:
        weekly = client.fetch("weekly")
    except Exception:
        weekly = None
    try:
        monthly = client.fetch("monthly")
    except Exception:
        monthly = DEFAULT
    return daily, weekly, monthly


def is_open(client):
    try:
        return client.fetch("state")
    except Exception:
        return False
