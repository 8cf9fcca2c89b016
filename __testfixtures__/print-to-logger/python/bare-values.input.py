import logging

from shop import Conversation, Serializer

logger = logging.getLogger(__name__)


def populate(rows):
    for row in rows:
        serializer = Serializer(data=row)
        if serializer.is_valid():
            serializer.save()
        else:
            print(serializer.errors)
            print(row)


def slots(cart, opening):
    total = cart.total_time()
    step = 60
    print(total, step)

    print('total time: ', total)
    print('opening time: ', opening)

    print('Slots are ready')
    return total // step


def totals(total):
    print('total time: ', total)


def save(conversation_id):
    print(f"saving message of {conversation_id}")

    # Debug: are there any conversations at all?
    known = Conversation.all()
    print(f"Conversations in database: {len(known)}")
    if known:
        print(f"Known conversations: {[each.id for each in known]}")

    found = Conversation.get(conversation_id)
    print(f"Found conversation: {found.id}")
