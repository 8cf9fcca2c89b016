import uuid as _uuid
from random import (
    choice,
    randint,
)


class Codes:
    ALPHABET = "abc"
    token = "".join(choice(ALPHABET) for _ in range(4))


def first(user):
    import secrets
    user.token = str(_uuid.uuid4())
    return secrets.compare_digest("a", user.token)


def second(user, *, token=_uuid.uuid4().hex):
    try: user.api_key = "key_" + token; user.reset_token = _uuid.uuid4().hex
    except Exception: pass
    user.reset_code = randint(
        1000,  # four digits
        9999,
    )
