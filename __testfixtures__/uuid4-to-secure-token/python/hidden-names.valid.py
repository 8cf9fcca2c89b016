import random

from app.base import *


def roll():
    return random.randint(1, 6)


# Nothing that this file imports is seen to give it `uuid`.
def keys():
    api_key = str(uuid.uuid4())
    return {"api_key": api_key}
