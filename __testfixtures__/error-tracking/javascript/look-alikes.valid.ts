import * as Sentry from '@sentry/node';
import { nodeProfilingIntegration } from '@sentry/profiling-node';

// Sentry.init({ dsn: process.env.SENTRY_DSN });
function initSentry() {
  Sentry.init({ dsn: process.env.SENTRY_DSN });
}
if (process.env.NODE_ENV !== 'production') Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.captureException(new Error('nobody hears this'));
