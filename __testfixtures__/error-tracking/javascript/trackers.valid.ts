import * as Sentry from '@sentry/node';
import Rollbar from 'rollbar';
import Bugsnag from '@bugsnag/js';

Sentry.init({ dsn: process.env.SENTRY_DSN, enabled: process.env.NODE_ENV === 'production' });
export const rollbar = new Rollbar({ accessToken: process.env.ROLLBAR_TOKEN });
if (process.env.BUGSNAG_KEY) Bugsnag.start({ apiKey: process.env.BUGSNAG_KEY });
