import { showReview } from '../../src/cli/actions/review.ts';
import { complain } from '../../src/cli/output.ts';
import { freePort, takePort } from '../../src/review/server.ts';
import { fakeReview, fix } from './fake-review.ts';

/** `checkmod review` as a process, over a review in memory: `fake-review-program.ts <port> <number of fixes> [open] [root]`. */
const [port, fixes, open, root = '/repository'] = process.argv.slice(2);
const taken = await takePort(Number(port));
try {
  const session = fakeReview(Array.from({ length: Number(fixes) }, (_, i) => fix(`site${i}`, 'a.py', i + 1)), { root });
  process.exitCode = await showReview(session, taken, { open: open === 'open' });
  if (!session.closed) throw new Error('the session is still open');
} catch (error) {
  process.exitCode = complain(error);
} finally {
  await freePort(taken);
}
