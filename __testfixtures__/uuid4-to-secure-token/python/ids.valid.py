# ids, request marks, file names and look-up keys have to be unique, not secret
import uuid
from uuid import UUID, uuid4


class Item(Base):
    id: UUID = Field(default_factory=uuid4)
    owner_id = Column(UUID, default=uuid.uuid4)
    guid = Column(String(36), default=lambda: str(uuid.uuid4()))


def generate_uuid():
    return str(uuid.uuid4())


def handle(request, image):
    request_id = str(uuid4())
    session_id = str(uuid4())
    token_id = f"tok_{uuid4().hex[:12]}"
    access_token_id = str(uuid4())
    storage_key = f"img/{uuid4()}.png"
    cache_key = uuid4().hex
    idempotency_key = str(uuid4())
    claims = {"jti": str(uuid4()), "nonce": uuid4().hex}
    mock_access_token = "mock_access_token_" + uuid4().hex
    referral_code = uuid4().hex[:8].upper()
    next_page_token = uuid4().hex
    return request_id, session_id, token_id, access_token_id, storage_key, cache_key, idempotency_key, claims, mock_access_token, referral_code, next_page_token


def reset(user):
    reset_token = generate_uuid()
    user.id = generate_uuid()
    return reset_token
