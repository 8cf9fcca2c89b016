from flask import Flask, jsonify
from flask_cors import CORS, cross_origin

app = Flask(__name__)
CORS(app, origin="https://app.example.com")


@app.route("/star")
@cross_origin(origin="*", headers=["Content-Type"])
def star():
    return jsonify({"ok": True})


# `localhost` is no origin.
@app.route("/host")
@cross_origin(origin="localhost", headers=["Content-Type"])
def host():
    return jsonify({"ok": True})


@app.route("/list")
@cross_origin(origin=["https://app.example.com", "https://admin.example.com"])
def listed():
    return jsonify({"ok": True})


# What Flask-CORS knows counts.
@app.route("/both")
@cross_origin(origin="*", origins=["https://app.example.com"])
def both():
    return jsonify({"ok": True})
