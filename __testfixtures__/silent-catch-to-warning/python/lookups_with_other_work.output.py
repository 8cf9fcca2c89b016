import json
import logging

from .billing import charge
from .cache import cache
from .models import Follow, Shop

logger = logging.getLogger(__name__)


def close(name):
    try:
        shop = Shop.objects.get(name=name)
        shop.is_open = False
        shop.save()
        return True
    except Exception:
        logger.warning(
            "close: Shop.objects.get or shop.save failed, returning False",
            exc_info=True,
        )
        return False


def charge_owner(name):
    try:
        return charge(Shop.objects.get(name=name))
    except Exception:
        logger.warning("charge_owner: charge failed, returning None", exc_info=True)
        return None


def unfollow(user, shop):
    try:
        follow = Follow.objects.get(user=user, shop=shop)
        follow.delete()
        return True
    except Exception:
        logger.warning(
            "unfollow: Follow.objects.get or follow.delete failed, returning False",
            exc_info=True,
        )
        return False


def refresh_rules(kind):
    try:
        kept = json.loads(cache.get(kind))
        charge(kept)
    except Exception:
        logger.warning("refresh_rules: cache.get or charge failed", exc_info=True)
