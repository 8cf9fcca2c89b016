from secrets import compare_digest, token_urlsafe

from flask import Flask

app = Flask(__name__)


def keys(user):
    user.api_key = token_urlsafe(32)
    return compare_digest(user.api_key, "x")


def tokens(user):
    from secrets import token_hex

    user.refresh_token = token_hex(16)
    return token_hex(2)


def sessions(user):
    import secrets

    user.session_token = secrets.token_hex(16)
    return secrets.token_hex(2)
