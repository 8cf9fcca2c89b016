# Copyright of the shop.

import logging

# Django
from django.core.files.storage import default_storage

logger = logging.getLogger(__name__)


def keep(name, content):
    logger.info(f"Keeping {name}")
    return default_storage.save(name, content)
