# A secret in a header is in no address.
import logging

import requests

logger = logging.getLogger(__name__)


def report(shop, api_key, orders):
    try:
        requests.post(f"https://shop.example.com/{shop}/orders", headers={"Authorization": f"Bearer {api_key}"}, json=orders)
    except Exception:
        logger.warning("report: requests.post failed", exc_info=True)
