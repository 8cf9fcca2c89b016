import logging

logger = logging.getLogger(__name__)


# A module with a logger goes on with it, for what is shown without any set-up.
def normalise(rows):
    logger.warning("normalise is slow")
    for row in rows:
        if not row.get("name"):
            logger.error(f"no name in {row['id']}, skipped")
            continue
        print(f"{row['id']} is fine")
