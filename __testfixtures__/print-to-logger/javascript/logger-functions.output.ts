import { logInfo, logError, logWarn } from './logger';

export function transfer(id: string, amount: number): void {
  try {
    send(id, amount);
    logInfo('sent', { amount });
    logInfo(`sent ${id}`);
  } catch (error) {
    logError(
      `transfer of ${id} failed`,
      error instanceof Error ? error : new Error(String(error)),
    );
    logWarn('trying again', {
      error: error instanceof Error ? error.stack : String(error),
      id,
    });
  }
  logError('no account', undefined, { id });
  logInfo('done');
}

declare function send(id: string, amount: number): void;
