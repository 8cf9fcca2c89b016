import random
import string


def random_text(size):
    return "".join(random.choice(string.ascii_letters) for _ in range(size))


def invite(user):
    user.invite_token = random_text(32)
    user.nickname = random_text(8)
