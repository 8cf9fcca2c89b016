# Nothing shows what `logger` is, and nothing logs with it: the traceback goes to a logger of the module's own.
import traceback

from elsewhere import logger


def close(peer):
    try:
        peer.close()
    except Exception:
        print("close failed:", traceback.format_exc())
