import time
from datetime import datetime


def cleared(queue):
    count = 0
    while True:
        try:
            queue.get_nowait()
            count += 1
        # An empty queue is how the loop ends.
        except Exception:
            break
    return count


def minutes(text):
    # A time in words is none in numbers.
    try:
        hour, minute = map(int, text.split(":"))
        start = hour * 60 + minute
    except Exception:
        start = None
    return start


def day(text, zone):
    from datetime import datetime as _dt

    try:
        y, m, d = map(int, text.split("-"))
        wanted = _dt(y, m, d, tzinfo=zone).date()
    except Exception:
        wanted = None
    return wanted


class Call:
    def hang_up(self):
        # Nothing in it can fail.
        try:
            self.pending = False
            self.since = time.monotonic()
        except Exception:
            pass
