import uuid

from sqlalchemy import Column, String
from sqlalchemy.dialects.postgresql import UUID


class Invitation(Base):
    id = Column(String(36), primary_key=True, default=lambda: str(uuid.uuid4()))
    invite_token = Column(String(36), default=lambda: str(uuid.uuid4()))
    reset_token = Column(String(64))
    share_token = Column(UUID(as_uuid=True), default=uuid.uuid4)
    device_token = Column(String(20))


def renew(invitation):
    invitation.invite_token = str(uuid.uuid4())
    invitation.reset_token = str(uuid.uuid4())
    invitation.share_token = str(uuid.uuid4())
    invitation.device_token = str(uuid.uuid4())
