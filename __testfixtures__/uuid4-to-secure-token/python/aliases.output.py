import uuid as ids
from secrets import compare_digest, randbelow, token_hex, token_urlsafe

from flask import Flask, request

app = Flask(__name__)
make_id = ids.uuid4


def make():
    return token_urlsafe(32)


@app.post("/keys")
def keys(user):
    api_key = token_urlsafe(32)
    user.access_token = token_urlsafe(32)
    user.refresh_token = request.json.get("token") or make()
    mail(user, "https://x.example/confirm?token={}".format(token_urlsafe(32)))
    mail(user, f"https://x.example/reset?token={token_urlsafe(32)}")
    user.reset_token = "{}.{}".format(user.id, token_urlsafe(32))
    code = "{:06d}".format(randbelow(1000000))
    mail(user, "Your verification code is {}".format(code))
    return {"api_key": api_key, "same": compare_digest(api_key, token_hex(4))}
