import logging

logger = logging.getLogger(__name__)


def show(row, path):
    logger.info("row %s", row)
    print(f"row {row.id} of {path!r} is 50% {{done}}")
    print(f"rate {row.rate:.2f}")
    print(f"status {row.status}")
    print(f"pair {row.id, path}")
    print("plain 100%")
