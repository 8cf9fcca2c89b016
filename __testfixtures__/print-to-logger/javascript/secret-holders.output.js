import logger from './logger';

export async function signIn(req, res) {
  logger.info(`Session [redacted] opened`);
  logger.info(`Session [redacted] opened`);
  logger.info(
    { visitCount: req.session.visits.length },
    'Visits of the session',
  );
  const tokenData = await exchange(req.query.state);
  logger.info({ tokenData: '[redacted]' }, 'Token data');
  const loginResponse = await api.login(tokenData);
  logger.info(
    { data: '[redacted]', status: loginResponse.status },
    'Login answered',
  );
  const { data, error } = await supabase.auth.getSession();
  logger.info({ data: '[redacted]' }, 'Session is');
  logger.info(`Link: ${BASE}/verify?token=[redacted]`);
  logger.info('Page: ' + BASE + '/list?page=' + res.locals.page);
  return { tokenData, loginResponse, data, error };
}

// The id says who it is, and lets nobody in.
export function whoIs(userIdFromToken) {
  logger.info({ userIdFromToken }, 'User of the token');
}

// What somebody is told is no body of a request.
export async function push(device, title, body) {
  logger.info({ title, body }, 'Telling');
  await device.push({ title, body });
}

export async function take(device, body) {
  logger.info({ body: '[redacted]' }, 'Taken');
  await device.take(body);
}
