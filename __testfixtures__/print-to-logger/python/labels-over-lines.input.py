import logging

logger = logging.getLogger(__name__)


def enrich(row):
    logger.info("enriching")
    print("[DEBUG][IN ] draw_time:",
          row.get("draw_time"),
          "game:",
          row.get("game_code"))
    return row
