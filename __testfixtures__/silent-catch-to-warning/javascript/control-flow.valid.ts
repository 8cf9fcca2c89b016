import { logger } from './logger';

export class Milestones {
  async mayRead(milestone: Milestone, user: User) {
    logger.info('mayRead');
    try {
      this.assertReviewAccess(milestone, user);
      return;
    } catch {
      // Fall through to the members.
    }
    await this.members.mustHave(user.id);
  }

  async created(user: User) {
    try {
      await this.events.emitAsync('user.created', user.id);
    } catch {
      // Failures are logged by the listener
    }
  }
}
