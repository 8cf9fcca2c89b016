import closeWithGrace from 'close-with-grace';
import { createTerminus } from '@godaddy/terminus';

nest.enableShutdownHooks();
closeWithGrace({ delay: 500 }, async () => app.close());
createTerminus(server, { signal: 'SIGTERM' });

async function shutdown(signal: string) {
  logger.info(signal);
  server.close(() => process.exit(0));
}
process.on('SIGTERM', () => void shutdown('SIGTERM'));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => shutdown(signal));
}
['SIGINT', 'SIGTERM'].forEach((signal) => process.on(signal, shutdown));
