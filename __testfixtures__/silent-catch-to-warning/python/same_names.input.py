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
            return False


class Remote:
    def is_ready(self):
        try:
            return cameras.probe(self.address)
        except Exception:
            return False
