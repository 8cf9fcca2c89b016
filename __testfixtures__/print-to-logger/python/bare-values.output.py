import logging

from shop import Conversation, Serializer

logger = logging.getLogger(__name__)


def populate(rows):
    for row in rows:
        serializer = Serializer(data=row)
        if serializer.is_valid():
            serializer.save()
        else:
            logger.warning("%s", serializer.errors)
            logger.warning("%s", row)


def slots(cart, opening):
    total = cart.total_time()
    step = 60
    logger.debug("total=%s step=%s", total, step)

    logger.debug('total time: %s', total)
    logger.debug('opening time: %s', opening)

    logger.info('Slots are ready')
    return total // step


def totals(total):
    logger.info('total time: %s', total)


def save(conversation_id):
    logger.info(f"saving message of {conversation_id}")

    # Debug: are there any conversations at all?
    known = Conversation.all()
    logger.debug(f"Conversations in database: {len(known)}")
    if known:
        logger.debug(f"Known conversations: {[each.id for each in known]}")

    found = Conversation.get(conversation_id)
    logger.info(f"Found conversation: {found.id}")
