import base64
import hashlib

import bcrypt


def cache_key(query):
    return hashlib.md5(query.encode()).hexdigest()


def store(password):
    digest = base64.b64encode(hashlib.sha256(password.encode()).digest())
    return bcrypt.checkpw(digest, load())


def reset_password_token(token_id):
    return hashlib.sha256(token_id.encode()).hexdigest()


def hash_key(api_key):
    return bcrypt.hashpw(api_key.encode(), bcrypt.gensalt())
