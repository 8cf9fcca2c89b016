// Pushes to one repository, then to three, then to the rest, as long as a command says that all is well after each:
//   node examples/waves.mjs MANIFEST COMMAND
import { execSync } from 'node:child_process';
import { batch } from 'checkmod';

const [manifest, command] = process.argv.slice(2);
await batch({ manifest, phase: 'run' });
for (const limit of [1, 3, undefined]) {
  const { repositories } = await batch({ manifest, phase: 'push', ...(limit && { limit }) });
  const count = (standing) => repositories.filter((each) => each.standing === standing).length;
  console.log(`${count('pushed')} pushed, ${count('applied')} to go, ${count('failed')} failed`);
  if (count('failed') > 0 || count('applied') === 0) break;
  try {
    execSync(command, { stdio: 'inherit' });
  } catch {
    console.log('stopped: not well after this wave');
    process.exitCode = 1;
    break;
  }
}
