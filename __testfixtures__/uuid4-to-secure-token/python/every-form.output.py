import hashlib
import base64
import secrets


class Issued:
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    api_key: str = field(default_factory=lambda: secrets.token_urlsafe(32))


def issue(user, request, existing=None):
    reset_token = secrets.token_urlsafe(32)
    csrf_token = secrets.token_hex(16)
    refresh_token = secrets.token_hex(16)
    api_key = f"sk_{secrets.token_hex(16)}"
    webhook_secret = "whsec_" + secrets.token_urlsafe(32)
    client_secret = f"{secrets.token_urlsafe(32)}"
    user.auth_token = existing or secrets.token_urlsafe(32)
    session_token, name = secrets.token_hex(16), "x"
    short_token = secrets.token_hex(4)
    odd_token = secrets.token_hex(16)[:15]
    upper_token = secrets.token_hex(4).upper()
    first_token = secrets.token_hex(4)
    digest_token = hashlib.sha256(secrets.token_urlsafe(32).encode()).hexdigest()
    raw_token = base64.urlsafe_b64encode(secrets.token_bytes(16))
    clock_token = secrets.token_hex(16)
    backup_codes = [secrets.token_hex(5) for _ in range(8)]
    percent_token = "tok-%s" % secrets.token_urlsafe(32)
    request.session["csrf_token"] = secrets.token_urlsafe(
        32  # a new one each time
    )
    if (late_token := secrets.token_hex(16)) and existing: send(access_token=secrets.token_urlsafe(32)); audit()
    return {"access_token": secrets.token_urlsafe(32), "refresh_token": refresh_token}


def generate_reset_token():
	return secrets.token_urlsafe(32)
