"""A broken file of settings is a fault, and so is what is there and cannot be read."""
import json
import logging

logger = logging.getLogger(__name__)


def limits(path):
    try:
        config = json.loads(path.read_text())
    except Exception:
        logger.warning(
            "limits: path.read_text or json.loads failed for path %s, using an empty dict for config",
            path,
            exc_info=True,
        )
        config = {}
    return config


def first(response):
    try:
        if hasattr(response, "choices"):
            return response.choices[0].text
    except Exception:
        logger.warning("first failed, returning None", exc_info=True)
        return None
