"""A module of the repository is there, or it is broken; one from elsewhere may be missing."""

import logging

logger = logging.getLogger(__name__)


class ShopConfig:
    def ready(self):
        try:
            import shop.signals
        except Exception:
            logger.warning("ShopConfig.ready: import of shop.signals failed", exc_info=True)
        try:
            from . import receivers
        except Exception:
            logger.warning("ShopConfig.ready: import of receivers failed", exc_info=True)
        try:
            import ujson
        except Exception:
            pass
