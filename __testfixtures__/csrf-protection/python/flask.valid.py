from flask import Flask
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
app = Flask(__name__)
csrf.init_app(app)
app.config["JWT_COOKIE_CSRF_PROTECT"] = False


class TestConfig:
    WTF_CSRF_ENABLED = False


class ProductionConfig:
    WTF_CSRF_ENABLED = False
