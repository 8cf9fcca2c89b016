import logging

logger = logging.getLogger(__name__)


def finish(amount, order, rows):
    print("amount: ", amount)
    print("order ", order, "rows", rows)
    print("100% of ", rows)
