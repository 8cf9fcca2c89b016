import logging

logger = logging.getLogger(__name__)


def greet(users, mailer):
    for userId, user in users.items():
        try:
            mailer.send(user)
        except Exception:
            logger.warning(
                "greet: mailer.send failed for userId %s", userId, exc_info=True
            )


def reach(hosts):
    for hostname in hosts:
        try:
            probe(hostname).connect()
        except Exception:
            logger.warning(
                "reach: probe().connect failed for hostname %s, skipping this hostname",
                hostname,
                exc_info=True,
            )
            continue


def bill(customers, gateway):
    for customer_id in customers:
        for item in gateway.items(customer_id):
            try:
                gateway.charge(item)
            except Exception:
                logger.warning(
                    "bill: gateway.charge failed for customer_id %s, skipping this item",
                    customer_id,
                    exc_info=True,
                )
                continue


def announce(members, client):
    for uid in members:
        try:
            client.notify(uid)
        except Exception:
            logger.warning(
                "announce: client.notify failed for uid %s", uid, exc_info=True
            )


def pair(rows, client):
    for order_id, author_id in rows:
        try:
            client.publish(author_id)
        except Exception:
            logger.warning(
                "pair: client.publish failed for author_id %s", author_id, exc_info=True
            )


def both(rows, client):
    for order_id, author_id in rows:
        try:
            client.publish(order_id, author_id)
        except Exception:
            logger.warning("both: client.publish failed", exc_info=True)


def private(sessions, client):
    # A name or key that lets somebody in, or is somebody's address, is not shown.
    for session_id in sessions:
        try:
            client.notify(session_id)
        except Exception:
            logger.warning("private: client.notify failed", exc_info=True)
    for email_id in sessions:
        try:
            client.publish(email_id)
        except Exception:
            logger.warning("private: client.publish failed", exc_info=True)


def behind(jobs, client):
    for job_id in jobs:
        if client.knows(job_id):
            break
    else:
        try:
            client.publish("none")
        except Exception:
            logger.warning("behind: client.publish failed", exc_info=True)
