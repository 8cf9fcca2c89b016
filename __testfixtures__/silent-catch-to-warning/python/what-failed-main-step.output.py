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
            logger.warning(
                "welcome: session.get, store.get_brand or mailer.send_template failed",
                exc_info=True,
            )
    return profile


def decrypt(sealed):
    value = {}
    try:
        parts = sealed.split(".")
        lines = []
        lines.append(parts[0])
        value = json.loads(store.decrypt_text(parts[1]))
    except Exception:
        logger.warning("decrypt: store.decrypt_text failed", exc_info=True)
    return value


def count(client, key):
    try:
        answer = client.get(key)
        return int(answer)
    except Exception:
        logger.warning("count: client.get failed, returning 0", exc_info=True)
        return 0


def rates(path):
    try:
        with open(path) as handle:
            return json.load(handle)
    except Exception:
        logger.warning(
            "rates: open or json.load failed for path %s, returning an empty dict",
            path,
            exc_info=True,
        )
        return {}


def nested(model, figures):
    shown = prepare(figures)
    try:
        try:
            chances = model.predict(figures)
        except Exception:
            logger.warning(
                "nested: model.predict failed, so raise_later is True", exc_info=True
            )
            raise_later = True
        shown.update(roc=curve(figures))
    except Exception:
        logger.warning("nested: curve failed", exc_info=True)
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
            logger.warning("many failed", exc_info=True)
    return render(report)


@app.route("/answer")
def answer():
    try:
        rows = store.read_rows()
        return jsonify(rows)
    except Exception:
        logger.warning("answer: store.read_rows failed, returning None", exc_info=True)
        return None
