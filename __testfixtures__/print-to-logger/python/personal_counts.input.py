def sync(member_emails, order: OrderUpdate, item: ItemIn):
    print(f"members: {len(member_emails)}")
    print("item", item)
