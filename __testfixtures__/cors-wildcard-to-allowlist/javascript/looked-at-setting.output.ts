/** The origins of a comma-separated list, without `*`. */
function parseAllowedOrigins(value: string | undefined): string[] {
  const listed = (value || '')
    .split(',')
    .map((origin) => origin.trim())
    .filter(Boolean);
  const origins = listed.filter((origin) => origin !== '*');
  if (origins.length < listed.length) {
    process.emitWarning(
      'Ignoring "*" in the CORS origins: list each origin instead',
    );
  }
  return origins;
}

export const settings = {
  CORS: {
    ORIGIN: parseAllowedOrigins(process.env.CORS_ORIGIN),
    CREDENTIALS: process.env.CORS_CREDENTIALS === 'true',
  },
};
