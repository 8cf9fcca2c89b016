import logging

logger = logging.getLogger(__name__)


def bill(who, n):
    logger.info("billing %s", n)
    print(f"""{
        n  # the number
    } of {who}""")
    print(
        f"{n} paid",  # by card
        flush=True,  # at once
    )
    print(
        # the customer
        f"{who} "
        # and the invoice
        f"{n}"
    )
