class Settings:
    """Nothing configures a Flask app from it."""

    MAX_CONTENT_LENGTH = 16 * 1024 * 1024


FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
