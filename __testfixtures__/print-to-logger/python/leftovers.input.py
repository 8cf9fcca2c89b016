import logging

logger = logging.getLogger(__name__)


def handle(request, row, user):
    print(row)

    print(row["total"], row.count)

    print(f"{row}")

    message = f"{row.count} rows"
    print(message)

    print(f"[{row.id}] {request.method} {request.path}")

    print("empty" if not row else "filled")

    print("Request headers:", dict(request.headers))

    print(f"Response data: {row.data}")

    print(f"Response: {row.status_code}")

    print(f"Query parameters: {row.params}")

    print(user.email)

    print(f"User email: {user.email}")

    print(f"Reset link sent to {user.email}")

    try:
        row.save()
    except ValueError as error:
        print(error)
        return None
