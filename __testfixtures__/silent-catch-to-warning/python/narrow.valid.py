# Narrow types are control flow: no site at all.
import asyncio
import queue


def parse(text):
    try:
        return int(text)
    except ValueError:
        return None


def find(model, key):
    try:
        return model.objects.get(pk=key)
    except model.DoesNotExist:
        return None


def take(jobs):
    try:
        return jobs.get_nowait()
    except queue.Empty:
        return None


async def wait(task):
    try:
        await task
    except asyncio.CancelledError:
        pass


try:
    import orjson
except ImportError:
    orjson = None
