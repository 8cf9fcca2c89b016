worker_class = "sync"
timeout = 30
keepalive = 5
