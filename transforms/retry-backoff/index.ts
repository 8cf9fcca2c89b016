import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'retry-backoff',
  title: 'Retry failed calls with growing pauses',
  why: 'Networks fail for a moment. A call that waits a little longer each time gets through; one that hammers makes it worse.',
  cues: [
    'backoff',
    'back off',
    'retry logic|mechanism|policy|strategy|with|failed',
    'retry on failure|fail|failed',
    /\bretries\b(?! (later|when|until|the|it|after))|^\W*retry (transient|failed|on|requests|calls|with)\b/i,
    'implement|add|automatic|connection|request|api RETRY|RETRIES',
    'retry timeout|error|circuit',
    'retry and|or timeout|error|circuit',
    'tenacity',
    '{retry logic}',
  ],
  notCues: [/\blogged\b|\bMaxRetr\w+|\bbutton\b|\bsilent\b|\bdedup|^(?!.*\bback-?off\b).*\bidempoten|\bpayments?\b|\bjobs?\b/i],
  check: {
    wants: 'presence',
    advice: 'Retry calls that are safe to repeat, with exponential backoff, jitter and a limit (tenacity, p-retry, axios-retry).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
