from flask import Blueprint, Flask

app = Flask(__name__)
orders = Blueprint("orders", __name__)


@app.errorhandler(404)
def missing(error):
    return {}, 404


@app.errorhandler(500)
def broken(error):
    return {}, 500


@orders.errorhandler(500)
def orders_only(error):
    return {}, 500


def nobody_calls(app):
    app.register_error_handler(Exception, broken)
