def start(config, wide):
    print("\n" + "=" * 50)
    print("  Service")
    print("=" * len(config.name))  # underline
    if wide:
        print()
        print("-" * 20)
    else:
        print("quiet")
    print(f"""
=====================
  {config.name}
=====================
""")
