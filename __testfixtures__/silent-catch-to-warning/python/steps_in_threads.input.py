import asyncio
import logging

logger = logging.getLogger(__name__)


# What waits in a thread is the step, not what puts it together or takes it apart.
async def phone_of(users, user_id):
    try:
        ref = users.document(user_id)
        snapshot = await asyncio.to_thread(ref.get)
        if snapshot.exists:
            return snapshot.to_dict().get("phone")
    except Exception:
        pass
    return "none"


async def rows(query):
    found = []
    try:
        found = await asyncio.to_thread(lambda: list(query.stream()))
    except Exception:
        pass
    return found


def stop(task, tell, old_print):
    try:
        if not task.done():
            tell.push(task)
            old_print("told")
    except Exception:
        pass
