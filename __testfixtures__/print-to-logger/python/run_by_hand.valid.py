# Only a program at a terminal runs this, and it sets up no logging: nobody would see the lines.
def normalise(rows):
    for row in rows:
        if not row.get("name"):
            print(f"ERROR: no name in {row['id']}, skipped")
            continue
        print(f"{row['id']} is fine")
