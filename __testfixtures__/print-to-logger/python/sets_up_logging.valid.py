# Whether a line of this module is shown depends on where it stands.
import logging


def setup_logging(level):
    logging.basicConfig(level=level)
    print("logging is on")


def level_from(name):
    print(f"level {name}")
    return getattr(logging, name)
