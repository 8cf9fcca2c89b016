import logging

logger = logging.getLogger(__name__)


async def fetch(response, row, sep):
    logger.info("fetching %s", row)
    print(response.status, await response.text())
    print(row["id"], row.name, sep=", ")
    print(response.token, row)
    print(row, 3)
    print("status", response.status, row)
    try:
        await response.json()
    except ValueError as e:
        print(response.status, e)
    print("  padded " + row.name)
    print("[DEBUG] padded " + row.name)
