import traceback


def start(config, wide):
    # Header
    print("=" * 60)  # a rule
    print("Service")
    print("=" * 60)

    config.read()
    print("read")
    # Footer
    print("-" * 60)
    print()

    if wide:
        print()
    print("started")
    print()  # air
    try:
        config.check()
    except Exception as e:
        print(f"check failed: {e}")
        # the whole story
        traceback.print_exc()  # for now
