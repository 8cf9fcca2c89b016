import { Worker } from 'bullmq';

const worker = new Worker('mails', send);
process.on('SIGTERM', async () => {
  await worker.close();
  process.exit(0);
});
