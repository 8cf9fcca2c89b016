# Where the module needs it the logger does not exist yet.
import cache
import logging

try:
    cache.warm_up()
except Exception:
    pass

logger = logging.getLogger(__name__)
