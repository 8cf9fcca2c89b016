import jwt
from firebase_admin import auth
from jose import jwt as jose_jwt

REST_FRAMEWORK = {"DEFAULT_AUTHENTICATION_CLASSES": ["rest_framework_simplejwt.authentication.JWTAuthentication"]}


def user_of(token, key):
    header = jwt.get_unverified_header(token)
    auth.verify_id_token(token)
    jose_jwt.decode(token, key, algorithms="RS256", options={"verify_aud": False})
    return jwt.decode(token, key, algorithms=["HS256"]), header
