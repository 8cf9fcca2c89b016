# Where the module needs it the logger does not exist yet.
import cache
import logging

try:
    cache.warm_up()
except Exception:
    logging.getLogger(__name__).warning("cache.warm_up failed", exc_info=True)

logger = logging.getLogger(__name__)
