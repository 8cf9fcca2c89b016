import pandas as pd
from sqlalchemy import text


def find(cursor, session, Model, db, name, table, ids):
    cursor.execute(f"SELECT id FROM users WHERE name = '{name}'")
    cursor.execute("SELECT id FROM users WHERE name = '%s'" % name)
    cursor.execute("SELECT id FROM users WHERE name = '" + name + "'")
    cursor.execute("SELECT id FROM {} WHERE id = 1".format(table))
    session.execute(text(f"DELETE FROM {table}"))
    query = "SELECT * FROM users"
    if name:
        query += f" WHERE name = '{name}'"
    cursor.execute(query)
    Model.objects.raw("SELECT * FROM shop_user WHERE name = '%s'" % name)
    pd.read_sql(f"SELECT * FROM {table}", db)
    conditions = ["1 = 1"]
    conditions.append(f"owner = {name}")
    cursor.execute("SELECT * FROM users WHERE " + " AND ".join(conditions), (name,))
