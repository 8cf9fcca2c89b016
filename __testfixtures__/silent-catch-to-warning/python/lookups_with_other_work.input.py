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
        return False


def charge_owner(name):
    try:
        return charge(Shop.objects.get(name=name))
    except Exception:
        return None


def unfollow(user, shop):
    try:
        follow = Follow.objects.get(user=user, shop=shop)
        follow.delete()
        return True
    except Exception:
        return False


def refresh_rules(kind):
    try:
        kept = json.loads(cache.get(kind))
        charge(kept)
    except Exception:
        pass
