# The timeout of an async worker is about its heartbeat, not about requests.
worker_class = "uvicorn.workers.UvicornWorker"
timeout = 30
