import traceback

from telemetry_kit import logger


def start(tracer):
    try:
        tracer.start()
    except Exception as e:
        print(f"WARNING: tracing not started: {e}")
    try:
        tracer.connect()
    except Exception as e:
        print(f"not connected: {e}")
        traceback.print_exc()
