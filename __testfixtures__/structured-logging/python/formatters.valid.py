import json
import logging
import os

from pythonjsonlogger import jsonlogger

LOG_FORMAT = os.getenv("LOG_FORMAT", "text")


class JsonFormatter(logging.Formatter):
    def format(self, record):
        return json.dumps({"message": record.getMessage()})


class UnusedJsonFormatter(logging.Formatter):
    def format(self, record):
        return json.dumps({"message": record.getMessage()})


def setup_logging():
    handler = logging.StreamHandler()
    if LOG_FORMAT == "json":
        handler.setFormatter(JsonFormatter())
    else:
        handler.setFormatter(logging.Formatter("%(message)s"))
    audit = logging.FileHandler("audit.log")
    audit.setFormatter(jsonlogger.JsonFormatter())


setup_logging()
