import asyncio
import logging

import cache
from app.web import app

logger = logging.getLogger(__name__)


def poll(queue):
    for job in queue:
        try:
            cache.store(job)
        except Exception:
            logger.warning("poll: cache.store failed, skipping this job", exc_info=True)
            continue
    while True:
        try:
            cache.refresh()
        except Exception:
            logger.warning(
                "poll: cache.refresh failed, leaving the loop", exc_info=True
            )
            break


def in_a_loop_but_after_it(jobs):
    try:
        for job in jobs:
            cache.store(job)
    except Exception:
        logger.warning(
            "in_a_loop_but_after_it: cache.store failed, returning an empty list",
            exc_info=True,
        )
        return []


def nested(db):
    try:
        db.commit()
    except Exception:
        logger.exception("commit failed")
        try:
            db.rebuild()
        except Exception:
            logger.warning("nested: db.rebuild failed", exc_info=True)
    finally:
        try:
            db.give_back()
        except Exception:
            logger.warning("nested: db.give_back failed", exc_info=True)


def clean_up(connection):
    try:
        connection.close()
    except Exception:
        logger.debug("clean_up: connection.close failed", exc_info=True)


async def stop(task):
    task.cancel()
    try:
        await task
    except (asyncio.CancelledError, Exception):
        logger.debug("stop: awaiting task failed", exc_info=True)


def add_column(cursor):
    try:
        cursor.execute("ALTER TABLE jobs ADD COLUMN owner TEXT")
    except Exception:
        logger.debug("add_column: cursor.execute failed", exc_info=True)


def read(key):
    try:
        return cache.fetch(key)
    except Exception:
        logger.debug("read: cache.fetch failed", exc_info=True)
        return read_from_disk(key)


def read_from_disk(key):
    return key


@app.middleware("http")
async def add_user(request, call_next):
    try:
        request.state.user = cache.user_of(request)
    except Exception:
        logger.warning("add_user: cache.user_of failed", exc_info=True)
        request.state.user = None
    return await call_next(request)


class Row:
    def __repr__(self):
        try:
            return cache.describe(self)
        except Exception:
            logger.debug("Row.__repr__: cache.describe failed", exc_info=True)
            return "<Row>"


async def background(queue):
    """A bare except keeps its reach, also for cancellation."""
    try:
        await queue.drain()
    except:
        logger.warning("background: queue.drain failed, returning None", exc_info=True)
        return None
