"""A method that several classes of a file have is named with its class; what is put away is not the step."""
import logging

import cameras

logger = logging.getLogger(__name__)


class Usb:
    def is_ready(self):
        try:
            capture = cameras.Capture(0)
            ready = capture.isOpened()
            capture.release()
            return ready
        except Exception:
            logger.warning("Usb.is_ready: capture.isOpened failed, returning False", exc_info=True)
            return False


class Remote:
    def is_ready(self):
        try:
            return cameras.probe(self.address)
        except Exception:
            logger.warning("Remote.is_ready: cameras.probe failed, returning False", exc_info=True)
            return False
