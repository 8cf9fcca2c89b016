import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'http-client-timeout',
  title: 'Give calls to other services a timeout',
  why: 'A call without a timeout waits for as long as the other side likes, and holds a worker all the while.',
  cues: [
    '{outside} … timeout',
    'timeout … {outside}',
    'api call|client timeout',
  ],
  notCues: [/\b(session|pool|socket|database|db|cron|cache|lock|idle|websocket|nginx|gunicorn|keep-?alive)\b/i],
  check: {
    wants: 'absence',
    advice: 'Pass a timeout to every call of another service, or to the client that makes them.',
  },
  about: /\bfetch\(|\baxios\b|\bgot\(|undici|superagent|https?\.(get|request)\(|\bimport requests\b|\brequests\.\w+\(|httpx|aiohttp|urllib/,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
