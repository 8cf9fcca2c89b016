import time


def poll():
    while True:
        try:
            work()
        except OSError:
            pass
        time.sleep(5)


def pace(items):
    for item in items:
        send(item)
        time.sleep(1)


max_retries = 3
