export function login(req: any, user: any, resetToken: string, password: string) {
  console.log('login', req.body);
  logger.info('headers', req.headers);
  console.log(`reset: ${resetToken}`);
  logger.debug('try', { email: user.email, password });
  logger.info(`mail sent to ${user.email}`);
  logger.info(`Email sent to ${params.to}: "${params.subject}"`);
  logger.info('user', { id: user.id, phone: user.phone });
}
