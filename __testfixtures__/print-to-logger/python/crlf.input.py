def start():
    print("ready")
