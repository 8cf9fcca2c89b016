"""The step a block is there for is the one that is named."""
import io
import json
import logging

import mailer
import store

logger = logging.getLogger(__name__)


async def welcome(session, user):
    profile = build_profile(user)
    if profile:
        try:
            course = await session.get(Course, user.course_id)
            brand = await store.get_brand(session, user)
            url = build_url(brand)
            await mailer.send_template(user, course, url)
        except Exception:
            pass
    return profile


def decrypt(sealed):
    value = {}
    try:
        parts = sealed.split(".")
        lines = []
        lines.append(parts[0])
        value = json.loads(store.decrypt_text(parts[1]))
    except Exception:
        pass
    return value


def count(client, key):
    try:
        answer = client.get(key)
        return int(answer)
    except Exception:
        return 0


def rates(path):
    try:
        with open(path) as handle:
            return json.load(handle)
    except Exception:
        return {}


def nested(model, figures):
    shown = prepare(figures)
    try:
        try:
            chances = model.predict(figures)
        except Exception:
            raise_later = True
        shown.update(roc=curve(figures))
    except Exception:
        pass
    return shown


def many(report):
    total = report.base()
    if total:
        try:
            a = report.first_part(total)
            b = report.second_part(a)
            c = report.third_part(b)
            report.total = report.fourth_part(c)
        except Exception:
            pass
    return render(report)


@app.route("/answer")
def answer():
    try:
        rows = store.read_rows()
        return jsonify(rows)
    except Exception:
        return None
