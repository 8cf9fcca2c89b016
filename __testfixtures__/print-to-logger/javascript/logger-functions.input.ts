import { logInfo } from './logger';

export function transfer(id: string, amount: number): void {
  try {
    send(id, amount);
    console.log('sent', amount);
    console.info(`sent ${id}`);
  } catch (error) {
    console.error(`transfer of ${id} failed:`, error);
    console.warn('trying again', error, { id });
  }
  console.error('no account', { id });
  logInfo('done');
}

declare function send(id: string, amount: number): void;
