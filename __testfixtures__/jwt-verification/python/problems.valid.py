import base64
import json

import jwt
from jose import jwt as jose


def user_of(token, key):
    jwt.decode(token, options={"verify_signature": False})
    jwt.decode(token, key, algorithms=["HS256", "none"])
    jwt.decode(token, key, algorithms=["HS256"], options={"verify_exp": False})
    jwt.decode(token, key, verify=False)
    jwt.decode(token, key)
    jose.get_unverified_claims(token)
    payload = token.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(payload))
