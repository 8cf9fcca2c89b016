# a UUID is what is asked for, or what is read back
import uuid
from django.db import models


class EmailVerification(models.Model):
    token = models.UUIDField(default=uuid.uuid4, unique=True)


def start(request):
    session_token = uuid.uuid4()
    confirm_token = str(uuid.uuid4())
    keep(session_token, uuid.UUID(confirm_token))
    api_key = f"sk_{uuid.uuid4().hex}{uuid.uuid4().hex}"
    secret = str(uuid.uuid4().int)[:6]
    return api_key, secret
