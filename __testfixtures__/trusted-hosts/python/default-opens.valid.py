import os

hosts = os.environ.get("HOSTS", "*")
ALLOWED_HOSTS = [host.strip() for host in hosts.split(",")]
