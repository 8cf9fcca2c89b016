import hashlib
import base64
from uuid import uuid4, uuid4 as new_uuid, uuid1


class Issued:
    token: str = field(default_factory=lambda: str(uuid4()))
    api_key: str = field(default_factory=uuid4)


def issue(user, request, existing=None):
    reset_token = str(uuid4())
    csrf_token = uuid4().hex
    refresh_token = str(new_uuid()).replace("-", "")
    api_key = f"sk_{uuid4().hex}"
    webhook_secret = "whsec_" + str(uuid4())
    client_secret = f"{uuid4()}"
    user.auth_token = existing or str(uuid4())
    session_token, name = uuid4().hex, "x"
    short_token = uuid4().hex[:8]
    odd_token = uuid4().hex[:15]
    upper_token = str(uuid4())[:8].upper()
    first_token = str(uuid4()).split("-")[0]
    digest_token = hashlib.sha256(str(uuid4()).encode()).hexdigest()
    raw_token = base64.urlsafe_b64encode(uuid4().bytes)
    clock_token = uuid1().hex
    backup_codes = [uuid4().hex[:10] for _ in range(8)]
    percent_token = "tok-%s" % uuid4()
    request.session["csrf_token"] = str(
        uuid4()  # a new one each time
    )
    if (late_token := uuid4().hex) and existing: send(access_token=str(uuid4())); audit()
    return {"access_token": str(uuid4()), "refresh_token": refresh_token}


def generate_reset_token():
	return str(uuid4())
