from sqlalchemy import text


def find(session, name):
    rows = session.execute(text("SELECT id FROM users WHERE name = :name"), {"name": name})
    session.execute(text("SELECT 1"))
    return rows
