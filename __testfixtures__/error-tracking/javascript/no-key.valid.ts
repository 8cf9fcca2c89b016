import * as Sentry from '@sentry/node';

Sentry.init({ dsn: '' });
Sentry.init({ dsn: 'https://your-dsn@sentry.io/1', enabled: true });
Sentry.init({ dsn: process.env.SENTRY_DSN, enabled: false });
if (process.env.ENABLE_SENTRY === 'true') Sentry.init({ dsn: process.env.SENTRY_DSN });
