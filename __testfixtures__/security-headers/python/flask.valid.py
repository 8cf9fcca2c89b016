import os

from flask import Flask
from flask_talisman import Talisman

app = Flask(__name__)
if os.environ.get("USE_TALISMAN", "0") == "1":
    Talisman(app)


@app.after_request
def headers(response):
    response.headers["X-Frame-Options"] = "DENY"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
