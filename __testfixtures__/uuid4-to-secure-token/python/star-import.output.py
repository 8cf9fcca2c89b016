import secrets

from flask import Flask, request

from app.base import *

app = Flask(__name__)


@app.post("/visits")
def visit():
    confirmation_token = secrets.token_urlsafe(32)
    otp = secrets.randbelow(900000) + 100000
    mail(request.json["email"], f"https://x.example/confirm?token={confirmation_token}", otp)
    return {"sent": True}
