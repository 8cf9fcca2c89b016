import hashlib

from passlib.context import CryptContext

context = CryptContext(schemes=["bcrypt", "plaintext"])


def hash_password(password):
    return hashlib.sha256(password.encode()).hexdigest()


def check(user, form):
    digest = hashlib.md5()
    digest.update(form["password"].encode())
    return user.digest == digest.hexdigest()


def encrypt_password(value):
    return value[::-1]
