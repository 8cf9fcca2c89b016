def run(job):
    try:
        return job()
    except Exception as e:
        print(f"job: {e}")
        import traceback
        traceback.print_exc()
        return None


def walk(job):
    try:
        return job()
    except Exception:
        import traceback

        print(traceback.format_exc())
    if job:
        print()
    else: print("no job"); print("-" * 10)
