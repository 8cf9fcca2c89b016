# What is foreseen: a probe by exception, or what somebody said of it in a comment or docstring.
import logging

from flask import g, request

from app.auth import user_from
from app.models import User

logger = logging.getLogger(__name__)


def argument(name, source, out):
    try:
        eval(str(name))
        out.append(str(name))
    except:
        out.append(f"{source}.{name}")


def update(values):
    try:
        values["changed_by"] = g.user_id
    except:
        pass
    return values


def author():
    try:  # 执行测试时不在上下文中, 没有 g
        if hasattr(g, "user_id") and g.user_id:
            current = g.user_id
        else:
            current = User.query.filter(User.account == "common").first()[0]
    except Exception:
        current = None
    return current


async def keep_token(request, call_next):
    response = await call_next(request)
    try:
        token = request.headers.get("Authorization").split("Bearer")[1].strip()
    except Exception:
        token = None
    return response, token


def mocked():
    try:
        data = request.form.to_dict() or request.json
    except Exception:
        data = {}
    return data


async def maybe_user(request, settings):
    """Build a user from the token in the request.
    Return None if the token is invalid or not present."""
    try:
        return await user_from(request, settings)
    except Exception:
        return None


def city(answer):
    try:
        return answer["address"]["city"]
    except Exception:
        return None
