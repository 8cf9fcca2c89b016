from flask import Flask
from flask_cors import CORS

app = Flask(__name__)
app.config["CORS_RESOURCES"] = {
    r"/api/*": {"origins": "*"},
    r"/admin/*": {"origins": ["https://admin.example.com"]},
}
CORS(app, origins=["https://app.example.com"])
