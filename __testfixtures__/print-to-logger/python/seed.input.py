import os
import secrets as tokens

PASSWORD = "demo-1234"
USERS = [
    {"email": "a@example.com", "password": "first-123"},
    {"email": "b@example.com", "password": "other-123"},
]


def seed_users(db, admin_password):
    for user in USERS:
        db.add(user)
        print(f"{user['email']} / {user['password']}")
    for email, password in [("c@example.com", "third-123")]:
        print(f"{email} / {password}")
    print(f"password: {PASSWORD}")
    print("Admin: admin@example.com / password: admin-123")
    api_key = tokens.token_urlsafe()
    print(f"made {api_key}")
    print(f"admin has {admin_password}")
    root_password = os.getenv("ROOT_PASSWORD", "root-123")
    print(f"root has {root_password}")


def sign_in(db):
    print(f"password: {PASSWORD}")
    print("Admin: admin@example.com / password: admin-123")
