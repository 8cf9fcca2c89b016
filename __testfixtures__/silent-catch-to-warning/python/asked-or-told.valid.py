"""Questions, and failures that are told elsewhere."""
import json
import logging

import store

logger = logging.getLogger(__name__)


# release.json is optional: only the deployment writes it
def release(path):
    try:
        with open(path) as handle:
            return json.load(handle)
    except Exception:
        return None


def load_if_exists(path):
    try:
        return json.loads(path.read_text())
    except Exception:
        return {}


def fetch(key):
    try:
        return store.fetch(key)
    except Exception:
        logger.warning("fetch failed", exc_info=True)
        return None


# `fetch` has written the line already.
def shown(key):
    try:
        value = fetch(key)
    except Exception:
        value = None
    return value
