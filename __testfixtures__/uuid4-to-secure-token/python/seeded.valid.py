# repeatable on purpose
import random
import string

random.seed(7)


def password():
    password = "".join(random.choices(string.ascii_letters, k=8))
    return password
