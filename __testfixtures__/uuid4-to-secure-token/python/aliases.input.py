import uuid as ids
from random import randint as number
from secrets import compare_digest, token_hex
from uuid import uuid4 as gen

from flask import Flask, request

app = Flask(__name__)
make_id = ids.uuid4


def make():
    return str(gen())


@app.post("/keys")
def keys(user):
    api_key = str(gen())
    user.access_token = str(make_id())
    user.refresh_token = request.json.get("token") or make()
    mail(user, "https://x.example/confirm?token={}".format(gen()))
    mail(user, f"https://x.example/reset?token={gen()}")
    user.reset_token = "{}.{}".format(user.id, gen())
    code = "{:06d}".format(number(0, 999999))
    mail(user, "Your verification code is {}".format(code))
    return {"api_key": api_key, "same": compare_digest(api_key, token_hex(4))}
