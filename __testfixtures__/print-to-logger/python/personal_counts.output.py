import logging

logger = logging.getLogger(__name__)


def sync(member_emails, order: OrderUpdate, item: ItemIn):
    logger.info(f"members: {len(member_emails)}")
    logger.info("item %s", item)
