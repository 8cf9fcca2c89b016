import { v4 as uuidv4 } from 'uuid';

export class AuthService {
  async login(user: User) {
    const sessionId = uuidv4();
    const refreshToken = uuidv4();
    const stateToken: string = uuidv4();
    await this.sessions.create({ id: sessionId, refreshToken, userId: user.id });
    return { accessToken: uuidv4(), refreshToken };
  }
}
