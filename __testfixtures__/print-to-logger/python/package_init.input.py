import os
import sys
import traceback

try:
    from app import models
except Exception:
    traceback.print_exc()

print("ready", file=sys.stderr)
__all__ = ["os"]
