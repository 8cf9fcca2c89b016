import logging

from app.config import settings
from app.formatters import StructuredFormatter

handler = logging.StreamHandler()
if settings.json_logs:
    handler.setFormatter(StructuredFormatter())
