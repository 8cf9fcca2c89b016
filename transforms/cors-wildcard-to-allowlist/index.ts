import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'cors-wildcard-to-allowlist',
  title: 'Allow only listed origins to call the API',
  why: 'With `*` every web site can call the API from its visitors\' browsers, and with credentials it acts as the logged-in user. The origins allowed become an environment variable; while it is empty no other origin is let in.',
  cues: [/\bcors\b/i, /\ballow(ed)?[ _-]?origins?\b/i, /\bwildcard origins?\b/i],
  zones: ['server', 'library', 'cli', 'script', 'orphan'],
  rules: { python, javascript },
});
