import { Injectable, Logger } from '@nestjs/common';

const logger = new Logger('UsersService');

@Injectable()
export class UsersService {
  private readonly logger = new Logger(UsersService.name);

  constructor(private readonly mailer: MailerService) {}

  async create(dto: CreateUserDto): Promise<User> {
    const user = await this.users.save(dto);
    try {
      await this.mailer.welcome(user);
    } catch (e) {
      this.logger.warn(
        `UsersService.create: mailer.welcome failed: ${e instanceof Error ? e.stack : String(e)}`,
      );
    }
    void this.events.publish('user.created', user).catch((e: unknown) => {
      this.logger.warn(
        `UsersService.create: events.publish failed: ${e instanceof Error ? e.stack : String(e)}`,
      );
    });
    return user;
  }
}

export function forget(id: string): Promise<void> {
  return cache.del(id).catch((e) => {
    logger.warn(
      `forget: cache.del failed: ${e instanceof Error ? e.stack : String(e)}`,
    );
  });
}
