# Finalisers, signal handlers, and places where no log line fits.
import asyncio
import contextlib
import signal

import cache


class Pool:
    def __del__(self):
        try:
            cache.give_back(self)
        except Exception:
            pass


def on_term(signum, frame):
    try:
        cache.give_up()
    except Exception:
        pass


signal.signal(signal.SIGTERM, on_term)


def quiet():
    with contextlib.suppress(Exception):
        cache.give_up()


async def stop(tasks):
    await asyncio.gather(*tasks, return_exceptions=True)
