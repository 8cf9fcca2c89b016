def report(order, rows, problem, body):
    print("=" * 40)
    print("Order not shipped")
    print(f"Error: {problem}")
    print(f"Customer: {order.customer}")
    print("=" * 40)

    print("Could not ship, it failed")
    print("  next try in an hour")
    print("started")

    print("Rows:")
    for row in rows:
        print(f"  - {row}")

    print(f"Order: {order.id}")
    print(f"State: failed")
    order.close()
    print("Loading...", end="")
    order.load()
    print("done")
    order.open()
    print("Body:")
    print(body, end="")
    print("closed")

    print("Names:")
    for row in rows:
        print(f"{row:<10}{row.age:>3}")
