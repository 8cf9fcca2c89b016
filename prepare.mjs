// What npm runs in a clone. `npm install -g` of a git address, which is how pre-commit installs, takes its `-g` along into
// the clone, and so leaves out there what the build is made with.
import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const run = (command) => execSync(command, { stdio: 'inherit' });

if (!existsSync('node_modules/rolldown')) run('npm ci --ignore-scripts --global=false --include=dev --no-audit --no-fund');
run('npm run build');
