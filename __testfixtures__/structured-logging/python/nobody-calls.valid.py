import json
import logging


class StructuredFormatter(logging.Formatter):
    def format(self, record):
        return json.dumps({"message": record.getMessage()})


def setup_logging():
    handler = logging.StreamHandler()
    handler.setFormatter(StructuredFormatter())
    logging.getLogger().addHandler(handler)
