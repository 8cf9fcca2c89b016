import random
import string
import uuid


def make(user):
    user.password = "".join(random.sample(string.ascii_letters, 12))
    user.reset_token = str(uuid.uuid4())[:12]
