// No logger in the package, and none may be made.
work().catch(() => {})
