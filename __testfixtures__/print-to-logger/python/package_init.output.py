import logging
import os

try:
    from app import models
except Exception:
    logging.getLogger(__name__).exception("import of app failed")

logger = logging.getLogger(__name__)

logger.warning("ready")
__all__ = ["os"]
