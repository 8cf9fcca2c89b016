def connect(token, user, api_key, password):
    print(f"token from query: {token[:20] if token else 'none'}")
    print(f"token: {'none' if not token else token}")
    print(f"key: {api_key or 'missing'}")
    print("token:", token if token else 'none')
    print(f"token is {'set' if token else 'missing'}")
    print(f'key: {api_key if api_key else (password if token else "-")}')
    print("Key: " + (api_key if api_key else "none"))
    print(f"both {token if user else api_key}")
