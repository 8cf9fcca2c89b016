// What a migration would do, as a page for those who decide on it: node examples/write-report.mjs MANIFEST REPORT.md
import { writeFileSync } from 'node:fs';
import { batch } from 'checkmod';

const [manifest, file] = process.argv.slice(2);
const { repositories, summary } = await batch({ manifest, phase: 'plan', onEvent: (event) => { if (event.kind === 'finished') console.log(`${event.done} of ${event.of}`); } });
const rows = repositories.map(({ name, standing, plan, failure }) => `| ${name} | ${standing} | ${plan?.fixes ?? ''} | ${plan?.left ?? ''} | ${failure?.cause ?? ''} |`);
const fixes = repositories.reduce((sum, { plan }) => sum + (plan?.fixes ?? 0), 0);
writeFileSync(file, `# ${fixes} fixes in ${summary.repositories} repositories

| repository | is | fixes | left for people | |
|---|---|---|---|---|
${rows.join('\n')}
`);
process.exitCode = summary.failed > 0 ? 1 : 0;
