import { expect, it } from 'vitest';
import { run } from '../../src/run.ts';
import { repository } from '../helpers/repository.ts';

it('a server of Node\'s own gets no method of Express, whatever the package depends on', async () => {
  const repo = repository({
    'package.json': '{ "main": "server.js", "scripts": { "start": "node server.js" }, "dependencies": { "express": "4" } }\n',
    'server.js': "const http = require('http');\n\nhttp.createServer((req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', '*');\n  res.end('{}');\n}).listen(3000);\n",
  });
  await run({ cwd: repo.root, transforms: ['cors-wildcard-to-allowlist'], write: true });
  expect(repo.read('server.js')).toContain("res.setHeader('Vary', 'Origin')");
});
