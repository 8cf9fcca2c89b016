import { defineTransform } from '../../src/transform.ts';

export default defineTransform({
  id: 'docs-endpoint-gating',
  title: 'Decide who sees the API docs',
  why: 'Generated API docs list every route and field to whoever finds them. Public is fine where it is meant.',
  cues: [/\bdocs_url\s*=\s*None\b|(\b(swagger|openapi|api docs|api documentation|redoc|graphiql|playground|introspection)\b|\/(docs|redoc|openapi\.json)\b).{0,50}\b(disabl\w*|protect\w*|restrict\w*|public|gated?|turned off|hidden|behind|not exposed|off in)\b|\b(disabl\w*|protect\w*|restrict\w*|hid(e|den)|gate|secure)\b.{0,30}(\b(swagger|openapi|api docs|redoc|graphiql|playground|introspection)\b|\/(docs|redoc|openapi\.json)\b)/i],
  subCues: [/\ballowlisted\b/i],
  check: {
    wants: 'presence',
    advice: 'Switch docs_url, redoc_url and openapi_url off in production, or put them behind a login.',
  },
  about: /FastAPI\(|drf_spectacular|drf_yasg|flasgger|flask_restx|flask_restplus|flask_smorest|swagger|redoc|scalar|introspection/i,
  rules: { python: () => import('./python.ts'), javascript: () => import('./javascript.ts') },
});
