import logging

logger = logging.getLogger(__name__)


def names(client):
    try:
        return client.fetch("names")
    except Exception:
        logger.warning(
            "names: client.fetch failed, returning an empty list", exc_info=True
        )
        return []


def prices(client):
    try:
        daily = client.fetch("daily")
    except Exception:
        logger.warning(
            "prices: client.fetch failed, using an empty dict for daily", exc_info=True
        )
        daily = {}
    try:
        weekly = client.fetch("weekly")
    except Exception:
        logger.warning(
            "prices: client.fetch failed, using None for weekly", exc_info=True
        )
        weekly = None
    try:
        monthly = client.fetch("monthly")
    except Exception:
        logger.warning(
            "prices: client.fetch failed, using DEFAULT for monthly", exc_info=True
        )
        monthly = DEFAULT
    return daily, weekly, monthly


def is_open(client):
    try:
        return client.fetch("state")
    except Exception:
        logger.warning("is_open: client.fetch failed, returning False", exc_info=True)
        return False
