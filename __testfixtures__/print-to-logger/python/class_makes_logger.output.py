import logging


class Loggers:
    def __init__(self, level):
        self.level = level

    def get_logger(self):
        made = logging.getLogger("shop")
        made.setLevel(self.level)
        return made


log = Loggers(logging.INFO).get_logger()


def charge(order):
    try:
        order.charge()
    except Exception as e:
        log.exception(f"charge failed: {e}")
