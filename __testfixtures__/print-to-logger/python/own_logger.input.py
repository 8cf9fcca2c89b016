import logging


class Store:
    def __init__(self):
        print("before")
        self.logger = logging.getLogger(__name__)
        print("after")

    def save(self):
        print("saved")
