import os

from flask import Flask, request

app = Flask(__name__)
PARTNERS = os.environ.get("PARTNER_ORIGINS", "*").split(",")


@app.after_request
def add_cors(response):
    origin = request.headers.get("Origin")
    if "*" in PARTNERS or origin in PARTNERS:
        response.headers["Access-Control-Allow-Origin"] = origin
    return response
