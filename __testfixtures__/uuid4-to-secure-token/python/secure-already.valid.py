# the operating system's own random numbers
import random
import secrets
from random import SystemRandom

rng = random.SystemRandom()


def make(alphabet):
    token = secrets.token_urlsafe(32)
    otp = random.SystemRandom().randint(100000, 999999)
    password = "".join(rng.choice(alphabet) for _ in range(12))
    pin = SystemRandom().randrange(10000)
    return token, otp, password, pin
