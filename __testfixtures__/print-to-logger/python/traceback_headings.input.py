import traceback


def load(path):
    try:
        return read(path)
    except Exception as e:
        print(f"FATAL in load: {e}")
        print("   Full traceback:")
        traceback.print_exc()
        raise


def send(message):
    try:
        deliver(message)
    except Exception as e:
        stack = traceback.format_exc()
        print(f"❌ [MAIL] sending failed: {e}")
        print(f"❌ [MAIL] Stack trace:\n{stack}")
