import logging
import traceback
import traceback as tb

from flask import Flask, jsonify

app = Flask(__name__)
logger = logging.getLogger(__name__)


@app.get("/balance")
def balance():
    """What can have failed is not told: the traceback says it."""
    try:
        amount = ledger.total()
        rows = ledger.rows()
        return jsonify(amount=amount, rows=rows)
    except Exception as e:
        return jsonify({"error": str(e)}), 500


@app.post("/import")
def import_rows():
    rows = []
    name = "orders"
    mail.prepare(name)
    try:
        rows = store.load_rows(name)
    except Exception as e:
        return jsonify({"error": str(e)}), 500
    try:
        store.save_rows(rows)
    except Exception as e:
        return jsonify({"error": str(e)}), 500
    return jsonify(ok=True)


@app.get("/printed")
def printed():
    try:
        return jsonify(work())
    except Exception as e:
        logger.error(f"Printed failed: {e}")
        traceback.print_exc()
        return jsonify({"error": str(e)}), 500


@app.get("/printed-only")
def printed_only():
    try:
        return jsonify(work())
    except Exception as e:
        print(traceback.format_exc())
        return jsonify({"error": str(e)}), 500


@app.get("/by-another-name")
def by_another_name():
    try:
        return jsonify(work())
    except Exception as e:
        logger.error("by another name: %s\n%s", e, tb.format_exc())
        return jsonify({"error": str(e)}), 500


@app.get("/own-words")
def own_words():
    try:
        return jsonify(work())
    except Exception as e:
        return jsonify({"message": "Could not work", "error": str(e)}), 500


@app.get("/marked")
def marked():
    try:
        return work()
    except Exception as e:
        return f"<p>It failed: {e}</p>", 500


@app.get("/told")
def told():
    try:
        return jsonify(work())
    except Exception as e:
        print(f"❌ Could not tell: {e}")
        return jsonify({"error": str(e)}), 500


@app.get("/told/<secret>")
def told_with_more(secret):
    try:
        return jsonify(work())
    except Exception as e:
        print(f"Could not tell {secret}: {e}")
        return jsonify({"error": str(e)}), 500
