import base64

import jwt


def sign(payload, key, name):
    body = base64.b64decode(name.split(",")[1]).decode("utf-8")
    return jwt.encode(payload, key, algorithm="HS256"), body
