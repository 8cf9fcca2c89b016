import { defineTransform } from '../../src/transform.ts';
import { javascript } from './javascript.ts';
import { python } from './python.ts';

export default defineTransform({
  id: 'docs-endpoint-gating',
  title: 'Decide who sees the API docs',
  cues: [],

  why: '',

  check: {
    wants: 'presence',
    advice: 'Switch docs_url, redoc_url and openapi_url off in production, or put them behind a login.',
  },
  rules: { python, javascript },
});
