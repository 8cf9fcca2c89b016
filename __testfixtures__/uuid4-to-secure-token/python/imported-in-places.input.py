import uuid
from secrets import compare_digest

from flask import Flask

app = Flask(__name__)


def keys(user):
    user.api_key = str(uuid.uuid4())
    return compare_digest(user.api_key, "x")


def tokens(user):
    from secrets import token_hex

    user.refresh_token = uuid.uuid4().hex
    return token_hex(2)


def sessions(user):
    import secrets

    user.session_token = uuid.uuid4().hex
    return secrets.token_hex(2)
