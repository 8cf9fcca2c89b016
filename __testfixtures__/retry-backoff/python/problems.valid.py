import time

from tenacity import retry, stop_after_attempt, wait_fixed

RETRY_DELAY = 1


@retry(stop=stop_after_attempt(3), wait=wait_fixed(2))
def fetch():
    return read()


def by_hand():
    for attempt in range(3):
        try:
            return fetch()
        except OSError:
            time.sleep(RETRY_DELAY)


def task(self):
    try:
        fetch()
    except OSError as error:
        raise self.retry(exc=error, countdown=60)


def by_answer():
    for attempt in range(3):
        if (answer := fetch()).ok:
            return answer
        time.sleep(RETRY_DELAY)
