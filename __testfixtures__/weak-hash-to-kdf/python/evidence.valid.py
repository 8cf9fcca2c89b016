import hashlib

import bcrypt
from argon2 import PasswordHasher
from passlib.context import CryptContext
from werkzeug.security import generate_password_hash

pwd_context = CryptContext(schemes=["bcrypt"], deprecated="auto")
hasher = PasswordHasher()


def hash_password(password, salt):
    bcrypt.hashpw(password.encode(), bcrypt.gensalt())
    generate_password_hash(password)
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, 600_000)
