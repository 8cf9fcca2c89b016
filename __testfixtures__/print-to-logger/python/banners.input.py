def start(config, verbose):
    print("\n" + "=" * 50)
    print("  Service")
    print("=" * len(config.name))  # underline
    if verbose:
        print()
        print("-" * 20)
    else:
        print("quiet")
    print(f"""
=====================
  {config.name}
=====================
""")
