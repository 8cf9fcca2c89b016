import logging

logging.getLogger("urllib3").setLevel(logging.WARNING)


def configure(handler, level):
    handler.setLevel(logging.DEBUG)
    logging.basicConfig(level=level)
