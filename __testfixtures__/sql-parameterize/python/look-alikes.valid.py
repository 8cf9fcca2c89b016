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
