# Stand-ins for a provider, demonstrations, and what a switch shows are for whoever is watching.
import sys

TRACE = "--trace" in sys.argv


def send_via_console(to, subject, body):
    print(f"sending to {to}")


class ConsoleMailer:
    def send(self, to):
        print(f"mail to {to}")


def notify(email, link):
    print("-" * 20)
    print(f"To: {email}")
    print(f"Reset link: {link}")
    print("-" * 20)


def orders_demo():
    print("placing an order")


def load(rows, verbose=False):
    if verbose:
        print(f"{len(rows)} rows")
    if TRACE:
        print(rows)
    for row in rows:
        if "--trace" in sys.argv and row:
            print(row)
