# A comment that says not to log is a decision, and what a masking function chokes on is the secret.
import logging
import re

from sqlalchemy.engine import make_url

logger = logging.getLogger(__name__)


async def group_lag(client, group):
    try:
        return await client.lag(group)
    except Exception:
        # logger.error(f"lag of {group} unknown")
        # Don't log this for every group, many are inactive
        return 0


def mask_db_password(url):
    try:
        return make_url(url).render_as_string(hide_password=True)
    except Exception:
        return re.sub(r"(://[^:/]+):[^@]*@", r"\1:***@", url)


def basic_auth(header):
    try:
        user, _, password = decode(b64decode(header)).partition(":")
        return unquote(user), unquote(password)
    except Exception:
        return None, None
