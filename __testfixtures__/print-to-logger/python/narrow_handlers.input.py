import json

import requests


def read(path):
    try:
        return json.loads(path.read_text())
    except FileNotFoundError:
        print("no settings yet")
        return {}
    except json.JSONDecodeError as e:
        print(f"settings are not JSON: {e}")
        return {}
    except OSError as e:
        print(f"settings unreadable: {e}")


def decode(data):
    for encoding in ("utf-8", "latin-1"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError as e:
            print(f"{encoding} does not fit: {e}")
            continue
    return None


def warm(cache):
    try:
        cache.warm()
    except Exception as e:
        # not a failure: the cache fills by itself
        print(f"warm-up failed: {e}")
    try:
        cache.check()
    except Exception as e:
        print(f"check error: {e}")  # this is expected on first start
    try:
        cache.count()
    except Exception as e:
        # Non-critical, but unexpected
        print(f"count error: {e}")


def model():
    try:
        import spacy
        return spacy.load("en")
    except (ImportError, OSError):
        print("Warning: spacy not installed, using patterns")
        return None
