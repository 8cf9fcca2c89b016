import { expect, it } from 'vitest';
import { plan } from '../../src/plan.ts';
import { repository } from '../helpers/repository.ts';

const python = (origins: string) => ({
  'requirements.txt': 'fastapi\n',
  'main.py': `import os\n\nfrom fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\n\nORIGINS = ${origins}\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_credentials=True)\n`,
});
const javascript = (origin: string) => ({
  'package.json': '{"name":"a","main":"server.js","dependencies":{"express":"^4","cors":"^2"}}',
  'server.js': `const express = require('express');\nconst cors = require('cors');\n\nconst production = ['https://app.example.com', 'http://localhost:3000'];\nconst app = express();\napp.use(cors({ origin: ${origin}, credentials: true }));\napp.listen(3000);\n`,
});

it.each([
  ['No wildcard CORS', 'holds already', /CORS lets in the origins of `CORS_ORIGINS`/, python('os.environ["CORS_ORIGINS"].split(",")')],
  ['No wildcard CORS', 'partly', /CORS_ORIGINS set in production/, python('os.getenv("CORS_ORIGINS", "http://localhost:3000").split(",")')],
  ['No wildcard CORS', 'holds already', /https:\/\/app\.example\.com/, python('["https://app.example.com"]')],
  ['CORS allows only production origins', 'partly', /no http:\/\/localhost:3000 in production/, python('["https://app.example.com", "http://localhost:3000"]')],
  ['CORS allows only production origins', 'partly', /localhost:3000/, javascript('production')],
  ['No wildcard CORS', 'holds already', /CORS lets in/, javascript('production')],
  ['No wildcard CORS', 'fixable', /can be fixed/, javascript("'*'")],
] as const)('%s: %s (%s)', async (text, verdict, reason, files) => {
  const { root } = repository({ ...files, 'LIST.md': `- [ ] ${text}\n` });
  const { items: [item] } = await plan({ checklist: 'LIST.md', cwd: root, config: {} });
  expect(item).toMatchObject({ verdict, reason: expect.stringMatching(reason) });
  if (verdict === 'holds already') expect(item!.evidence[0]).toMatchObject({ holds: true, path: expect.stringMatching(/main\.py|server\.js/) });
});
