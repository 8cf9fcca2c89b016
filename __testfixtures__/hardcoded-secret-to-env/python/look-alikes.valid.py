import hmac
import os
from enum import Enum

from fastapi.security import OAuth2PasswordBearer

ACCESS_TOKEN_COOKIE = "access_token"
TOKEN_URL = "https://auth.example.com/token"
INVALID_PASSWORD = "The password is wrong."
ENV_SECRET = "AWS_SECRET_ACCESS_KEY"
API_KEY_HEADER = "X-API-Key"
MAX_TOKENS = os.getenv("MAX_TOKENS", "4096")
CACHE_KEY = "users"
EMPTY_SECRET = ""
GATE_PASS = "gate"
LOGGED = "postgresql://user:***@db/app"
PATTERNS = {"password": r"(?i)password\s*=\s*\S+", "api_key": "***"}
LABELS = {"password": "Passwort", "token": "[redacted]"}
oauth2 = OAuth2PasswordBearer(tokenUrl="/auth/token")


class Kind(str, Enum):
    REFRESH_TOKEN = "refresh"
    RESET_PASSWORD = "users.reset_password"


class Login:
    class Config:
        json_schema_extra = {"example": {"email": "a@example.com", "password": "SecurePass123!"}}


def sign(secret, body, session_id):
    session_key = f"session:{session_id}"
    address = f"postgresql://{secret.user}:{secret.password}@{secret.host}/app"
    print("Set DATABASE_URL, such as postgresql://user:password@host/name")
    return hmac.new(secret.encode("utf-8"), body, "sha256"), session_key, address, {"grant_type": "password", "token_type": "bearer"}


def put_together(api_token, item_id):
    client_key = "implementation_playbook"
    api_key = f"agent_{item_id}"
    otp_code = "TWILIO"
    token = item_id.split()[0].strip(",. ")
    return hmac.new(api_token.encode("utf-8"), client_key), api_key, otp_code, token, "redis://[user:password@]host:port"


def refuse(settings, form, client, requests, user, password):
    if settings.secret_key == "change-me":
        raise RuntimeError("replace the secret")
    if form.grant == "password" or form.reset_token == "":
        client.login(user, password)
    return requests.get("https://api.example.com", auth=(user, password), headers={"Authorization": f"Bearer {password}"})


def status(key_ok):
    allowed = os.getenv("ALLOW_DB_SECRETS", "0") == "1"
    return {"allowed": allowed, "api_key": "configured" if key_ok else "missing"}
