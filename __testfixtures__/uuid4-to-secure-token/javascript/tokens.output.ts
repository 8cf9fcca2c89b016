import { v4 as uuidv4 } from 'uuid';
import { randomBytes } from 'crypto';

export class AuthService {
  async login(user: User) {
    const sessionId = uuidv4();
    const refreshToken = randomBytes(16).toString('hex');
    const stateToken: string = randomBytes(16).toString('hex');
    await this.sessions.create({ id: sessionId, refreshToken, userId: user.id });
    return { accessToken: randomBytes(16).toString('hex'), refreshToken };
  }
}
