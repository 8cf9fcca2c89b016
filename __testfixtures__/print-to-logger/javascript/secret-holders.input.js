export async function signIn(req, res) {
  console.log('Session', req.sessionID, 'opened');
  console.log(`Session ${req.session.id.substring(0, 8)} opened`);
  console.log('Visits of the session:', req.session.visits.length);
  const tokenData = await exchange(req.query.state);
  console.log('Token data:', tokenData);
  const loginResponse = await api.login(tokenData);
  console.log('Login answered:', loginResponse.data, loginResponse.status);
  const { data, error } = await supabase.auth.getSession();
  console.log('Session is', data);
  console.log('Link:', `${BASE}/verify?token=${res.locals.link}`);
  console.log('Page: ' + BASE + '/list?page=' + res.locals.page);
  return { tokenData, loginResponse, data, error };
}

// The id says who it is, and lets nobody in.
export function whoIs(userIdFromToken) {
  console.log('User of the token:', userIdFromToken);
}

// What somebody is told is no body of a request.
export async function push(device, title, body) {
  console.log('Telling:', title, body);
  await device.push({ title, body });
}

export async function take(device, body) {
  console.log('Taken:', body);
  await device.take(body);
}
