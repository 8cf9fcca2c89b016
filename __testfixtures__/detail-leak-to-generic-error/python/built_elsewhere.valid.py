"""Answers whose status or way is not plain, and texts that others read too."""
from flask import Flask, jsonify

app = Flask(__name__)


@app.route("/a")
def passed_on():
    try:
        return jsonify(store.load("1"))
    except Exception as e:
        # what `finish` does with it is not seen
        response = jsonify({"error": str(e)})
        return finish(response)


@app.route("/b")
def in_a_branch(strict):
    try:
        return jsonify(store.load("1"))
    except Exception as e:
        response = jsonify({"error": str(e)})
        if strict:
            response.status_code = 400
        else:
            response.status_code = 500
        return response


@app.route("/c")
def saved_as_well():
    job = {}
    try:
        job["result"] = store.load("1")
    except Exception as e:
        job["error"] = str(e)
    store.save(job)
    return jsonify(job), 500


@app.route("/d")
def succeeds_all_the_same():
    # sent as a success: unsafe
    result = {}
    try:
        result["data"] = store.load("1")
    except Exception as e:
        result["error"] = str(e)
    return jsonify(result)


def a_step(state):
    # the object is the caller's
    try:
        work()
    except Exception as e:
        state["error"] = str(e)
    return state


@app.route("/e")
def noted_as_well():
    problem = None
    notes = {}
    try:
        work()
    except Exception as e:
        problem = str(e)
    if problem:
        # the note wants the text
        notes["why"] = f"failed: {problem}"
        store.update(notes)
        return jsonify({"error": problem}), 500
    return jsonify({})
