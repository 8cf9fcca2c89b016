import logging

logger = logging.getLogger(__name__)


async def fetch(response, row, sep):
    logger.info("fetching %s", row)
    logger.info("status=%s text=%s", response.status, await response.text())
    logger.debug("id=%s, name=%s", row["id"], row.name)
    logger.info("token=[redacted] row=%s", row)
    logger.debug("%s %s", row, 3)
    logger.info("status %s %s", response.status, row)
    try:
        await response.json()
    except ValueError as e:
        logger.exception("status=%s error=%s", response.status, e)
    logger.info("padded " + row.name)
    logger.debug("padded " + row.name)
