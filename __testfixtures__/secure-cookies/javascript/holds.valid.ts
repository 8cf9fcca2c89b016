import session from 'express-session';

const base = { httpOnly: true, secure: process.env.NODE_ENV === 'production' };
const cookieOptions = (maxAge: number) => ({ ...base, sameSite: 'lax' as const, maxAge });

res.cookie('token', token, cookieOptions(1000));
res.cookie('csrf-token', csrf, { secure: true, sameSite: 'strict' });
app.use(session({ secret: process.env.SESSION_SECRET!, store: new session.MemoryStore(), cookie: { secure: 'auto', sameSite: 'lax' } }));
res.cookie('token', '', { maxAge: 0 });
res.clearCookie('token');
const value = req.cookies.token;
cache.set('cookie', value);
