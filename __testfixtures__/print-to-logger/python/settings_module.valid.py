# Django configures logging after it has read this file: nothing would show such a line.
INSTALLED_APPS = []
print("development settings")
