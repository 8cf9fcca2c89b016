import { Injectable } from '@nestjs/common';

@Injectable()
export class UsersService {
  constructor(private readonly mailer: MailerService) {}

  async create(dto: CreateUserDto): Promise<User> {
    const user = await this.users.save(dto);
    try {
      await this.mailer.welcome(user);
    } catch {}
    void this.events.publish('user.created', user).catch(() => undefined);
    return user;
  }
}

export function forget(id: string): Promise<void> {
  return cache.del(id).catch((e) => {});
}
