import uuid


def issue(user):
    user.reset_token = str(uuid.uuid4())