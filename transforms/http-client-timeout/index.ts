import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'http-client-timeout',
  title: 'Give calls to other services a timeout',
  why: 'A call without a timeout waits for as long as the other side likes, and holds a worker all the while.',
  cues: [
    /\b(http|https|external|outbound|outgoing|upstream|third[- ]party|downstream|axios|fetch|httpx|llm|openai|client|provider)\b.{0,30}\btime-?outs?\b/i,
    /\btime-?outs?\b.{0,30}\b(external|outbound|outgoing|http|third[- ]party|upstream|downstream|network|llm|fetch|axios|api calls?)\b/i,
    /\bAPI (call|client) time-?outs?\b/i,
  ],
  notCues: [/\b(session|pool|socket|database|db|cron|cache|lock|idle|websocket|nginx|gunicorn|keep-?alive)\b/i],
  check: {
    wants: 'absence',
    advice: 'Pass a timeout to every call of another service, or to the client that makes them.',
  },
  about: /\bfetch\(|\baxios\b|\bgot\(|undici|superagent|https?\.(get|request)\(|\bimport requests\b|\brequests\.\w+\(|httpx|aiohttp|urllib/,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
