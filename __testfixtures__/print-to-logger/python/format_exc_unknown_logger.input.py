# What this logger takes is not known: the traceback stays in the text.
import traceback

from elsewhere import logger


def close(peer):
    try:
        peer.close()
    except Exception:
        print("close failed:", traceback.format_exc())
