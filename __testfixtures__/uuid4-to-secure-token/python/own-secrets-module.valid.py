# `secrets` is the project's file of keys
import uuid

from secrets import DATABASE_PASSWORD


def issue():
    token = str(uuid.uuid4())
    return token, DATABASE_PASSWORD
