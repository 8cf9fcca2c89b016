import { mailer } from './mailer';
import { cache } from '../cache';
import logger from '../utils/logger';

export class UserService {
  private readonly queue = new Queue();

  async save(user: User): Promise<void> {
    await this.repository.save(user);
    try {
      await mailer.sendWelcome(user.email);
    } catch (e) {
      logger.warn('UserService.save: mailer.sendWelcome failed', e);
    }
    try {
      await cache.set(user.id, user);
    } catch (e) {
      logger.warn('UserService.save: cache.set failed', e);
    }
    try {
      await this.queue.publish(user);
    } catch (e) {
      // the queue is down
      logger.warn('UserService.save: queue.publish failed', e);
    }
    try {
      await this.index(user);
    } catch (error: any) {
      /* nothing to do */
      logger.warn('UserService.save: index failed', error);
    }
    try {
      await this.audit.write(user);
    } catch (e: unknown) {
      logger.error('UserService.save: audit.write failed', e);
    }
    try {
      this.touch(user);
      await this.stamp(user)
    } catch (e) {
      logger.warn('UserService.save: stamp failed', e);
    } finally { this.done(); }
  }

  *walk(users: User[]) {
    try {
      yield* this.deliver(users);
    } catch (e) {
      /*
       * a subscriber went away
       */
      logger.warn('UserService.walk: deliver failed', e);
    }
  }

  @Cron('0 * * * *')
  async refresh() {
    try {
      await this.prices.refresh();
    } catch (e) {
      logger.warn('UserService.refresh: prices.refresh failed', e);
    }
  }

  static {
    try {
      registry.register(UserService);
    } catch (e) {
      logger.warn('registry.register failed', e);
    }
  }
}

export const notify = async (user: User) => {
  try {
    await fetch(user.hook, { method: 'POST' });
  } catch ({ message }) {}
};

export async function stream(source: AsyncIterable<Row>) {
  try {
    for await (const row of source) sink.write(row);
  } catch (e) {
    logger.warn('stream: sink.write failed', e);
  }
}
