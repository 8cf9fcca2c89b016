# The logger does not exist yet where the module needs it.
import cache
import logging

try:
    cache.warm_up()
except Exception:
    pass

logger = logging.getLogger(__name__)
