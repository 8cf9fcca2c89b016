from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
app.config.from_object("settings")
CORS(app, origins=app.config.get("CORS_ORIGINS", ["*"]), supports_credentials=True)
