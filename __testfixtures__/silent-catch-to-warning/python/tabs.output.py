import logging

import cache

logger = logging.getLogger(__name__)


def save(key):
	try:
		cache.touch(key)
	except Exception:
		logger.warning("save: cache.touch failed", exc_info=True)


def load(key):
	try: return cache.fetch(key)
	except Exception:
		logger.warning("load: cache.fetch failed, returning None", exc_info=True)
		return None
