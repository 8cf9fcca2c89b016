import logging

from fastapi import HTTPException

logger = logging.getLogger(__name__)


def run():
    try:
        work()
    except Exception as e:
        logger.exception("Run failed")
        raise HTTPException(500, "Run failed") from e