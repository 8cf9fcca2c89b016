import logging

logger = logging.getLogger(__name__)


def enrich(row):
    logger.info("enriching")
    logger.debug("[IN ] draw_time: %s game: %s",
                 row.get("draw_time"),
                 row.get("game_code"))
    return row
