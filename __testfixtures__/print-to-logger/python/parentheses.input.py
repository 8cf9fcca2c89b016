import logging

logger = logging.getLogger(__name__)


def bill(who, n, status):
    logger.info("billing %s", n)
    print((f"{who} paid"))
    print((f"{who} paid"), n)
    print(
        (
            f"invoice {n} "
            f"for {who}"
        )
    )
    print((f"invoice {n} "
           f"for {who}"))
    print(
        (
            # what the customer sees
            f"invoice {n} "  # the number
            f"for {who}"  # the name
        )
    )
    print(((f"twice {n}")))
    print(("rate %s") % n)
    print(("rate %s" % n))
    print((n, who))
    print((
        "plain "
        "text"
    ), flush=True)
