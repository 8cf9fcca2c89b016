import { setFlagsFromString } from 'node:v8';
import type { RunnerMessage } from './batch/child.ts';
import { endGroup } from './batch/command.ts';
import { reasonOf } from './batch/failure.ts';
import { doJob, type Job } from './batch/job.ts';

/* Entry of the process that plans or applies one repository of a batch. As in `cli/main.ts`: */
setFlagsFromString('--no-wasm-tier-up --no-wasm-dynamic-tiering');

let group: number | undefined;
const say = (message: RunnerMessage, then?: () => void) => process.send!(message, () => then?.());

/** Nobody waits for the result any more: the process that started this one was killed. All that runs here ends. */
process.on('disconnect', () => {
  endGroup(group);
  endGroup(process.pid);
});

process.on('message', (job: Job) => {
  const onGroup = (pid: number | undefined) => {
    group = pid;
    say({ kind: 'group', ...(pid !== undefined && { pid }) });
  };
  const end = () => process.exit();
  doJob(job, onGroup).then((result) => say({ kind: 'done', result }, end), (error: unknown) => say({ kind: 'failed', reason: reasonOf(error) }, end));
});
