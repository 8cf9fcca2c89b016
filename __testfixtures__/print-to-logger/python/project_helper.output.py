"""Docstring."""

import os

from app.logs import get_logger

log = get_logger(__name__)


def f():
    log.info(f"in {os.getcwd()}")
