"""What is run in a thread, in an executor or by a helper of the project is the step, not what runs it."""
import contextlib
import logging

import vectors
from anyio import to_thread

from .threads import anyio_run_in_thread, run_supabase

logger = logging.getLogger(__name__)


async def newest(client, limit):
    try:
        answer = await run_supabase(lambda: client.table("orders").select("id").limit(limit).execute(), label="orders")
        return answer.data
    except Exception:
        logger.warning("newest: orders.select failed, returning an empty list", exc_info=True)
        return []


async def opened(path):
    def _run():
        return vectors.open(path)

    try:
        return await anyio_run_in_thread(_run)
    except Exception:
        logger.warning("opened: vectors.open failed, returning None", exc_info=True)
        return None


async def drawn(loop, pool, picture):
    try:
        await loop.run_in_executor(pool, picture.render, 2)
    except Exception:
        logger.warning("drawn: picture.render failed", exc_info=True)


async def read(path):
    try:
        return await to_thread.run_sync(path.read_bytes)
    except Exception:
        logger.warning("read: path.read_bytes failed for path %s", path, exc_info=True)
        return b""


async def given_up(session, order):
    try:
        with contextlib.suppress(KeyError):
            await session.rollback()
        await session.delete(order)
    except Exception:
        logger.warning("given_up: session.delete failed", exc_info=True)
