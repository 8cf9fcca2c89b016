# Nothing here that is called `log` or `logger` is one: the module gets its own.
from math import log

from app import logger as checks


def scale(n):
    print(f"scaling {n}")
    return log(n)


class Worker:
    def __init__(self, logger=None):
        self.logger = logger

    def run(self):
        print("running")
        if self.logger:
            self.logger.info("run")
            print("told")

    def log(self, text):
        print(text)


class Shown:
    @property
    def logger(self):
        return checks.get_logger("shown")

    def run(self):
        print("shown")
