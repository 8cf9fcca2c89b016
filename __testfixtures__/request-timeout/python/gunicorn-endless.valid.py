timeout = 0
