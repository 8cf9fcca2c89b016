from uuid import uuid4


def rotate(secrets):
    token = str(uuid4())
    secrets["service"] = token
    return token
