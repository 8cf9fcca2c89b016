# The rules belong to lines that stay as they are.
import json


def emit(data):
    print("=" * 60)
    print(json.dumps(data))
    print("=" * 60)


def rule():
    print("-" * 60)
