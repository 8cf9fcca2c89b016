import logging

logger = logging.getLogger(__name__)


def greet(users, mailer):
    for userId, user in users.items():
        try:
            mailer.send(user)
        except Exception:
            pass


def reach(hosts):
    for hostname in hosts:
        try:
            probe(hostname).connect()
        except Exception:
            continue


def bill(customers, gateway):
    for customer_id in customers:
        for item in gateway.items(customer_id):
            try:
                gateway.charge(item)
            except Exception:
                continue


def announce(members, client):
    for uid in members:
        try:
            client.notify(uid)
        except Exception:
            pass


def pair(rows, client):
    for order_id, author_id in rows:
        try:
            client.publish(author_id)
        except Exception:
            pass


def both(rows, client):
    for order_id, author_id in rows:
        try:
            client.publish(order_id, author_id)
        except Exception:
            pass


def private(sessions, client):
    # A name or key that lets somebody in, or is somebody's address, is not shown.
    for session_id in sessions:
        try:
            client.notify(session_id)
        except Exception:
            pass
    for email_id in sessions:
        try:
            client.publish(email_id)
        except Exception:
            pass


def behind(jobs, client):
    for job_id in jobs:
        if client.knows(job_id):
            break
    else:
        try:
            client.publish("none")
        except Exception:
            pass
