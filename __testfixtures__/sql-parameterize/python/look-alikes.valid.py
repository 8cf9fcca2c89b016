TABLE = "users"


def find(cursor, panel, name, ids, logger):
    cursor.execute("SELECT id FROM users WHERE name = %s", (name,))
    cursor.execute(f"SELECT id FROM {TABLE} WHERE id = 1")
    placeholders = ",".join("?" * len(ids))
    cursor.execute(f"SELECT id FROM users WHERE id IN ({placeholders})", ids)
    conditions = ["1 = 1"]
    if name:
        conditions.append("name = ?")
    where = " AND ".join(conditions)
    cursor.execute(f"SELECT id FROM users WHERE {where}", (name,))
    panel.text(f"Select {name} from the list")
    panel.execute(f"{name} was selected")
    logger.info(f"SELECT {name}")


def migrate(cursor, session, text, bindparam, terms):
    for column, kind in [("plan", "TEXT"), ("seats", "INTEGER")]:
        cursor.execute(f"ALTER TABLE tenants ADD COLUMN {column} {kind}")
    clauses = []
    for i, term in enumerate(terms):
        clauses.append(f"name LIKE :term_{i}")
    statement = text("SELECT id FROM tenants WHERE id IN :ids")
    statement = statement.bindparams(bindparam("ids", expanding=True))
    session.execute(statement, {"ids": terms})
    session.execute(text("SELECT id FROM tenants WHERE " + " OR ".join(clauses)))
