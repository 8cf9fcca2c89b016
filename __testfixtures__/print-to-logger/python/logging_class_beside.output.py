# Only the class that is part of the logging, and what it uses, keeps its prints.
import logging

logger = logging.getLogger(__name__)


def plain(value):
    if isinstance(value, bytes):
        print("bytes in a log line")
    return str(value)


class PlainFormatter(logging.Formatter):
    def format(self, record):
        try:
            return plain(record.msg)
        except Exception as e:
            print(f"format: {e}")
            return ""


class Trader:
    def start(self):
        logger.info("trader started")
