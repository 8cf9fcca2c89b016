// An issue instead of a branch, for teams that want to make the change themselves: node examples/open-issues.mjs MANIFEST
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { batch } from 'checkmod';

/** Calls `openIssue` for each repository with fixes; how an issue is opened is up to its host. */
export async function openIssues(manifest, openIssue) {
  const { repositories } = await batch({ manifest, phase: 'plan' });
  for (const { name, source, plan, report } of repositories) {
    if (!plan?.fixes) continue;
    const { files } = JSON.parse(readFileSync(report, 'utf8'));
    const sites = files.flatMap(({ path, sites }) => sites.filter(({ status }) => status === 'pending').map(({ line, message }) => `- [ ] \`${path}:${line}\` ${message}`));
    await openIssue({ name, source, title: `${plan.fixes} places to make ready for production`, body: sites.join('\n') });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await openIssues(process.argv[2], ({ name, title, body }) => console.log(`${name}: ${title}\n${body}\n`));
