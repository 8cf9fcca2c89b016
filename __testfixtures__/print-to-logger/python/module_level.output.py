#!/usr/bin/env python
# Licensed under the terms of the licence.
"""Docstring."""
from __future__ import annotations

import logging
import os
try:
    import redis
except ImportError:
    redis = None
    logging.getLogger(__name__).warning("⚠️ redis not installed")
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from app import Store

logger = logging.getLogger(__name__)

logger.info(f"started in {os.getcwd()}")


class Store:
    logger.info("class body")

    def save(self):
        logger.info("saved")
