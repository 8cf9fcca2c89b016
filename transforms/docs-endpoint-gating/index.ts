import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'docs-endpoint-gating',
  title: 'Decide who sees the API docs',
  why: 'Generated API docs list every route and field to whoever finds them. Public is fine where it is meant.',
  cues: [
    'docs url none',
    '{api docs} {gated}',
    '{gated} {api docs}',
    '{api docs} {only in development}',
    /\/docs\b.{0,50}\b(disabl\w*|protect\w*|restrict\w*|gated?|turned off|hidden|behind|not exposed|off in)\b/i,
    /\b(disabl\w*|protect\w*|restrict\w*|hid(e|den)|gate|secure)\b.{0,30}\/docs\b/i,
  ],
  subCues: [/\ballowlisted\b/i],
  check: {
    wants: 'presence',
    advice: 'Switch docs_url, redoc_url and openapi_url off in production, or put them behind a login.',
  },
  about: /FastAPI\(|drf_spectacular|drf_yasg|flasgger|flask_restx|flask_restplus|flask_smorest|swagger|redoc|scalar|introspection/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
