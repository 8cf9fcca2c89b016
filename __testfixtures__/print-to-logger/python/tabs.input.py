import logging

logger = logging.getLogger(__name__)


def f(rows):
	if rows: print("some"); rows.clear()
	for row in rows: print(f"row {row}")
	print("last")