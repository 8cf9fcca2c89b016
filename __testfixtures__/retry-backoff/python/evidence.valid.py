import asyncio
import time

import backoff
import requests
from celery import shared_task
from tenacity import retry, stop_after_attempt, wait_exponential
from urllib3.util.retry import Retry

RETRY = Retry(total=3, backoff_factor=0.5)


@retry(stop=stop_after_attempt(3), wait=wait_exponential(max=10))
def fetch():
    return requests.get("https://api.example.com", timeout=5)


@backoff.on_exception(backoff.expo, requests.RequestException, max_tries=3)
def load():
    return fetch()


@shared_task(autoretry_for=(Exception,), retry_backoff=True)
def send():
    load()


def by_hand():
    for attempt in range(3):
        try:
            return fetch()
        except OSError:
            time.sleep(2 ** attempt)


async def listen():
    delay = 1
    while True:
        try:
            await connect()
        except OSError:
            await asyncio.sleep(delay)
            retry_delay = delay
            delay = min(delay * 2, 30)


async def reconnect():
    backoff_seconds = 1
    while True:
        try:
            return await connect()
        except OSError:
            await asyncio.sleep(backoff_seconds)
            backoff_seconds *= 2


async def warm_up(delays):
    for attempt, delay in enumerate([1, 2, 5], start=1):
        try:
            return await connect()
        except OSError:
            await asyncio.sleep(delay)


def from_a_list(delays):
    for attempt in range(3):
        try:
            return fetch()
        except OSError:
            time.sleep(max(delays[attempt], 0.05))
