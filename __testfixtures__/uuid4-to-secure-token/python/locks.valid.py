# the mark of who holds a lock is compared, never handed out
import uuid


class RedisLock:
    def acquire(self, key):
        token = uuid.uuid4().hex
        return self.redis.set(key, token, nx=True)


def lease(run):
    lease_token = uuid.uuid4().hex
    run.owner = lease_token


def run(client, call):
    token = uuid.uuid4().hex
    client.create_node(ClientRequestToken=str(uuid.uuid4()))
    return client.set(call, token, nx=True)
