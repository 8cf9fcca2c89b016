import os
import signal
import sys


def start(url, config):
    if not url:
        # What ends the program is an error, whatever its words.
        print("No database address")
        print("Set DATABASE_URL and start again")
        sys.exit(1)
    if not config:
        print("Nothing to do")
        sys.exit(0)
    print("CRITICAL configuration problem")
    try:
        connect(url)
    except KeyboardInterrupt:
        print("Stopped by hand")
        sys.exit(130)


def stop(signum):
    print("Received a signal")
    os._exit(signum)
