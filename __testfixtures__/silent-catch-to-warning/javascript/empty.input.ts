import { mailer } from './mailer';
import { cache } from '../cache';

export class UserService {
  private readonly queue = new Queue();

  async save(user: User): Promise<void> {
    await this.repository.save(user);
    try {
      await mailer.sendWelcome(user.email);
    } catch {}
    try {
      await cache.set(user.id, user);
    } catch (e) {
    }
    try {
      await this.queue.publish(user);
    } catch (_err) {
      // the queue is down
    }
    try {
      await this.index(user);
    } catch (error: any) { /* nothing to do */ }
    try { await this.audit.write(user); } catch (e: unknown) {}
    try { this.touch(user); await this.stamp(user) } catch (_) { } finally { this.done(); }
  }

  *walk(users: User[]) {
    try {
      yield* this.deliver(users);
    } catch {
      /*
       * a subscriber went away
       */
    }
  }

  @Cron('0 * * * *')
  async refresh() {
    try {
      await this.prices.refresh();
    } catch {
    }
  }

  static {
    try {
      registry.register(UserService);
    } catch {}
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
  } catch (ignored) {}
}
