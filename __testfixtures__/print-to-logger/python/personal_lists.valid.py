"""Who they are is data about persons: safe fixes leave it."""


def sync(member_emails, invites, info: ClientUpdate, current_user: User):
    print(f"members: {member_emails}")
    print(f"invited: {[(each.id, each.email) for each in invites]}")
    print(f"created {info.email} {info.phone}")
    print("info", info)
    print("current_user", current_user)
