import os
import sys

REQUIRED = ["SECRET_KEY", "DATABASE_URL"]


def validate_env():
    missing = [name for name in REQUIRED if not os.getenv(name)]
    if missing:
        print(f"missing: {missing}")
        sys.exit(1)


validate_env()
