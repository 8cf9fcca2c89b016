import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'dev-endpoint-gating',
  title: 'Keep development routes out of production',
  why: 'A route made to try something out, such as a login without a password, is open to everyone once it is deployed.',
  cues: [/\b(test|debug|dev|development|dev-only|mock|demo|seed)(-only)?(\/\w+)?[ -](\w+ )?(endpoints?|routes?|hooks?|apis?|demo mode)\b.{0,60}\b(disabl\w*|remov\w*|gated?|protect\w*|restrict\w*|off|not|hidden|behind|only|never|tightly)\b|\b(disabl\w*|remov\w*|gate|protect\w*|restrict\w*|no)\b.{0,30}\b(test|debug|dev|development|dev-only|mock|demo|seed)(-only)?(\/\w+)?[ -](endpoints?|routes?|hooks?|apis?)\b|\bdemo mode\b|\b(endpoints?|routes?) de (test|debug|teste|prueba)s?\b|\bdev(elopment)?-only code\b|\broutes? `?\/?(test|debug|dev)`? (désactivée?|disabled|removed)|(?:\b|_)auth(entication)?[ _-]bypass\w*|\b(dev|test|debug)(elopment)?([- ]mode)?\b.{0,20}\bbypass(es)?\b.{0,40}\b(reject|disabl|remov|block|gat)\w*|\bpay endpoint is a mock\b/i],
  notCues: [/\bstripe\b|\blabel/i],
  check: {
    wants: 'absence',
    advice: 'Register test and debug routes only when the environment says so, and refuse them otherwise.',
  },
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
