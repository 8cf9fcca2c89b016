import logging

logger = logging.getLogger(__name__)


def f(rows):
	if rows: logger.info("some"); rows.clear()
	for row in rows: logger.info(f"row {row}")
	logger.info("last")