# Django configures logging after it has read this file: such a line needs --unsafe.
INSTALLED_APPS = []
print("development settings")
