from flask import Flask, request

from app.base import *

app = Flask(__name__)


@app.post("/visits")
def visit():
    confirmation_token = str(uuid.uuid4())
    otp = randint(100000, 999999)
    mail(request.json["email"], f"https://x.example/confirm?token={confirmation_token}", otp)
    return {"sent": True}
