import { writeFileSync } from 'node:fs';
import { askAbout } from '../../src/cli/actions/interactive.ts';
import { fakeReview, fix } from './fake-review.ts';

/** `checkmod run -i` over a review in memory: `fake-interactive-program.ts <file for what was asked of it> [--write]`. */
const [log, write] = process.argv.slice(2);
const review = fakeReview([
  fix('one', 'a.py', 2, { message: 'the word \u001b[31mFIX' }), fix('two', 'a.py', 4), fix('risky', 'a.py', 6, { safety: 'unsafe', why: 'it may surprise' }),
  fix('three', 'b.py', 1), fix('four', 'b.py', 3),
], { projectFiles: [{ path: '.env.example', created: true, diff: 'diff --git a/.env.example b/.env.example\n--- /dev/null\n+++ b/.env.example\n@@ -0,0 +1,1 @@\n+MARKS=x\n', sites: ['two'] }] });
process.exitCode = await askAbout(review, { ...(write === '--write' && { write: true as const }) });
writeFileSync(log!, JSON.stringify({ asked: review.asked, closed: review.closed }));
