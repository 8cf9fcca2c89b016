import uuid

from flask import make_response, redirect


def login(user):
    session_id = str(uuid.uuid4())
    save_session(session_id, {"user": user.id})
    response = make_response(redirect("/"))
    response.set_cookie("session_id", session_id, httponly=True)
    return response


def upload(file):
    upload_id = str(uuid.uuid4())
    store(upload_id, file)
