import logging

logger = logging.getLogger(__name__)


def report(order, rows, problem, body):
    logger.error("Order not shipped")
    logger.error(f"Error: {problem}")
    logger.error(f"Customer: {order.customer}")

    logger.error("Could not ship, it failed")
    logger.error("next try in an hour")
    logger.info("started")

    logger.info("Rows:")
    for row in rows:
        logger.info(f"- {row}")

    logger.error(f"Order: {order.id}")
    logger.error("State: failed")
    order.close()
    print("Loading...", end="")
    order.load()
    print("done")
    order.open()
    print("Body:")
    print(body, end="")
    print("closed")

    print("Names:")
    for row in rows:
        print(f"{row:<10}{row.age:>3}")
