import logging

logger = logging.getLogger(__name__)


def handle(request, row, user):
    logger.debug("%s", row)

    logger.debug("total=%s count=%s", row["total"], row.count)

    logger.debug(f"{row}")

    message = f"{row.count} rows"
    logger.info("%s", message)

    logger.info(f"[{row.id}] {request.method} {request.path}")

    logger.info("empty" if not row else "filled")

    logger.debug("Request headers: [redacted]")

    logger.debug(f"Response data: {row.data}")

    logger.info(f"Response: {row.status_code}")

    logger.debug(f"Query parameters: {row.params}")

    print(user.email)

    print(f"User email: {user.email}")

    logger.info(f"Reset link sent to {user.email}")

    try:
        row.save()
    except ValueError as error:
        logger.warning(f"handle: row.save failed: {error}")
        return None
