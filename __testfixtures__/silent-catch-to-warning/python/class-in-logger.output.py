import logging


class Mailer:
    def __init__(self):
        self.logger = logging.getLogger(self.__class__.__name__)

    def send(self, mail):
        try:
            self.server.deliver(mail)
        except Exception:
            self.logger.warning("send: server.deliver failed", exc_info=True)


class Courier:
    logger = logging.getLogger("shop.Courier")

    def send(self, parcel):
        try:
            self.van.deliver(parcel)
        except Exception:
            self.logger.warning("send: van.deliver failed", exc_info=True)


class Porter:
    logger = logging.getLogger("shop")

    def send(self, parcel):
        try:
            self.cart.deliver(parcel)
        except Exception:
            self.logger.warning("Porter.send: cart.deliver failed", exc_info=True)
