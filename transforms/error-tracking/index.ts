import { defineTransform } from '../../src/transform.ts';
import { repository } from './repository.ts';

export default defineTransform({
  id: 'error-tracking',
  title: 'Report errors to a tracker',
  why: 'An error that only stands in a log is found when a customer complains. A tracker groups them, keeps the traceback and tells somebody.',
  cues: [
    'SENTRY|rollbar|bugsnag|honeybadger|raygun|airbrake|glitchtip',
    'error|exception|crash tracking|monitoring|tracker',
    'error|exception reporting service|tool',
    'tracking service',
    'crash reporting',
    '{error tracking}',
  ],
  notCues: ['SENTRY receives|receiving|captures|capturing|shows', /^(?!.*\bconfigured\b).*\b(\w+_)?DSN\b|\b(organi[sz]ation|release|project) created\b|\berrors? reported\b|\b(alerts?|dashboards?|checked|sourcemaps?|source maps?)\b(?!ing)|\bmobile\b|\$\d|\bfree tier\b|\baccounts?\b|\bshow(s|ing)\b|\bno errors\b|\b(errors|rates)\b.{0,10}\b(being tracked|monitored|investigated)\b|\berror logging\b.*\bor\b/i],
  check: {
    wants: 'presence',
    advice: 'Initialise an error tracker (Sentry or the like) where the app is built, with its key from the environment.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
  repository,
});
