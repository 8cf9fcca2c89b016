import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'retry-backoff',
  title: 'Retry failed calls with growing pauses',
  why: 'Networks fail for a moment. A call that waits a little longer each time gets through; one that hammers makes it worse.',
  cues: [/\b(exponential|linear)?[- ]?back-?off\b|\bretry (logic|mechanisms?|polic(y|ies)|strateg(y|ies)|with|on fail\w*|failed)\b|\bretries\b(?! (later|when|until|the|it|after))|^\W*retry (transient|failed|on|requests|calls|with)\b|\b(implement|add|automatic|connection|request|api)\w* retr(y|ies)\b|\bretry( ?[/&]| and| or) ?(timeout|back|error|circuit)|\btenacity\b|\b(lógica|logique) de (reintentos?|retry|repetição|nouvelle tentative)|\breintentos\b|重试/i],
  notCues: [/\blogged\b|\bMaxRetr\w+|\bbutton\b|\bsilent\b|\bdedup|^(?!.*\bback-?off\b).*\bidempoten|\bpayments?\b|\bjobs?\b/i],
  check: {
    wants: 'presence',
    advice: 'Retry calls that are safe to repeat, with exponential backoff, jitter and a limit (tenacity, p-retry, axios-retry).',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
