import uuid
from secrets import token_urlsafe

other = token_urlsafe(32)


def issue():
    token = token_urlsafe(32)
    return token, uuid.uuid4()
