import json
import logging

import requests

logger = logging.getLogger(__name__)


def read(path):
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        logger.warning("no settings yet")
        return {}
    except json.JSONDecodeError as e:
        logger.warning(f"settings are not JSON: {e}")
        return {}
    except OSError as e:
        logger.exception(f"settings unreadable: {e}")


def decode(data):
    for encoding in ("utf-8", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as e:
            logger.warning(f"{encoding} does not fit: {e}")
            continue
    return None


def warm(cache):
    try:
        cache.warm()
    except Exception as e:
        # not a failure: the cache fills by itself
        logger.info(f"warm-up failed: {e}")
    try:
        cache.check()
    except Exception as e:
        logger.info(f"check error: {e}")  # this is expected on first start
    try:
        cache.count()
    except Exception as e:
        # Non-critical, but unexpected
        logger.warning(f"count error: {e}", exc_info=True)


def model():
    try:
        import spacy
        return spacy.load("en")
    except (ImportError, OSError):
        logger.warning("spacy not installed, using patterns")
        return None
