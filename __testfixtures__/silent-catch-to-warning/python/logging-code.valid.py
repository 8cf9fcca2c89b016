# A log line inside the logging code could call itself.
import logging

import cache


class CacheHandler(logging.Handler):
    def emit(self, record):
        try:
            cache.push(record)
        except Exception:
            pass


def add_user(logger, method, event_dict):
    try:
        event_dict["user"] = cache.current_user()
    except Exception:
        pass
    return event_dict


class Mirror:
    def __init__(self, stream):
        self.stream = stream

    def write(self, text):
        return self.stream.write(text)

    def flush(self):
        try:
            self.stream.flush()
        except Exception:
            pass
