// What is fixed in a repository depends on what it holds: node examples/choose-transforms.mjs REPOSITORY...
import { execFileSync } from 'node:child_process';
import { batch } from 'checkmod';

const holds = (path) => execFileSync('git', ['-C', path, 'ls-tree', '-r', '--name-only', 'HEAD'], { encoding: 'utf8' }).split('\n');

function transformsFor(path) {
  const files = holds(path);
  if (files.some((file) => file.endsWith('manage.py'))) return ['cors-wildcard-to-allowlist', 'print-to-logger'];
  if (files.some((file) => file.endsWith('.py'))) return ['print-to-logger', 'silent-catch-to-warning'];
  if (files.includes('package.json')) return ['silent-catch-to-warning'];
  return undefined;
}

const chosen = process.argv.slice(2).map((path) => ({ path, transforms: transformsFor(path) })).filter(({ transforms }) => transforms);
const { repositories } = await batch({ manifest: { repositories: chosen, branch: 'checkmod/chosen' }, phase: 'run' });
for (const { name, standing, plan } of repositories) console.log(`${name}: ${standing}, ${plan?.transforms.map(({ id }) => id).join(', ')}`);
