import pino from 'pino';

export const logger = pino({ redact: ['req.headers.authorization', 'password'] });
export function login(user: any, token: string, totalTokens: number) {
  logger.info('login', { id: user.id, hasToken: Boolean(token), totalTokens });
  console.log('Password reset email sent', user.id);
  logger.info(`token: ${maskToken(token)}`);
  logger.warn('no token in the header');
  console.log('connecting to', redisUrl.replace(/:[^:@]+@/, ':****@'));
}
