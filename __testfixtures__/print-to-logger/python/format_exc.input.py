import sys
import traceback
from traceback import format_exc


def one(peer):
    try:
        peer.close()
    except Exception:
        print("[ws] close error:", traceback.format_exc())


def two(peer):
    try:
        peer.close()
    except Exception as e:
        print(f"close failed: {e}\n{traceback.format_exc()}")


def three(peer):
    try:
        peer.close()
    except Exception as e:
        tb = traceback.format_exc()
        print(f"close failed: {e}\nTraceback: {tb}")


def four(peer):
    try:
        peer.close()
    except Exception as e:
        trace = traceback.format_exc()
        print(f"close failed: {e}")
        print(trace)
        return {"error": trace}


def five(peer):
    try:
        peer.close()
    except Exception as e:
        print("close failed: " + str(e) + "\n" + format_exc(), file=sys.stderr)


def six(peer):
    try:
        peer.close()
    except ValueError as e:
        print("cannot close:", e, format_exc())
        return None


def seven(peer):
    try:
        peer.close()
    except Exception as e:
        if peer.open:
            print(f"still open | {traceback.format_exc()} | going on")


def eight(peer):
    try:
        peer.close()
    except Exception as e:
        details = traceback.format_exc()
        print("Traceback:", details)


def told(error):
    print("failed", traceback.format_exc())
