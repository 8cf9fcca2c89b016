import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'request-logging',
  title: 'Log every request',
  why: 'Method, path, status and duration of each request answer most questions that come after a release.',
  cues: [
    'request|http|access LOGGING|LOGGER',
    'request response LOGGING|LOGGER',
    'request and response LOGGING|LOGGER',
    'request|http|access log middleware|enabled|configured',
    'LOG|LOGS incoming api|http|request|call',
    'LOG|LOGS api|http request|call',
    'LOG|LOGS|LOGGING REQUESTS|CALLS',
    'log all request|call',
    'log all incoming|api|http request|call',
    'REQUESTS|CALLS LOGGED',
    'REQUESTS|CALLS are LOGGED',
    'http access log',
    '{access log} {in place}',
    'morgan',
    'request response log',
  ],
  notCues: [/\baudit\b|\bunauthori[sz]ed\b|\bnever\b|\bbod(y|ies)\b/i],
  notUnder: [/\bHTTP (calls|client)|\b(sync|api) ?client\b/i],
  check: {
    wants: 'presence',
    advice: 'Log method, path, status and duration of every request in one middleware.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
