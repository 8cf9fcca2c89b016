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
            continue
    while True:
        try:
            cache.refresh()
        except Exception:
            break


def in_a_loop_but_after_it(jobs):
    try:
        for job in jobs:
            cache.store(job)
    except Exception:
        return []


def nested(db):
    try:
        db.commit()
    except Exception:
        logger.exception("commit failed")
        try:
            db.rebuild()
        except Exception:
            pass
    finally:
        try:
            db.give_back()
        except Exception:
            pass


def clean_up(connection):
    try:
        connection.close()
    except Exception:
        pass


async def stop(task):
    task.cancel()
    try:
        await task
    except (asyncio.CancelledError, Exception):
        pass


def add_column(cursor):
    try:
        cursor.execute("ALTER TABLE jobs ADD COLUMN owner TEXT")
    except Exception:
        pass


def read(key):
    try:
        return cache.fetch(key)
    except Exception:
        return read_from_disk(key)


def read_from_disk(key):
    return key


@app.middleware("http")
async def add_user(request, call_next):
    try:
        request.state.user = cache.user_of(request)
    except Exception:
        request.state.user = None
    return await call_next(request)


class Row:
    def __repr__(self):
        try:
            return cache.describe(self)
        except Exception:
            return "<Row>"


async def background(queue):
    """A bare except keeps its reach, also for cancellation."""
    try:
        await queue.drain()
    except:
        return None
