import session from 'express-session';
import { setCookie } from 'hono/cookie';
import { cookies } from 'next/headers';
import { options } from './cookie-options';

res.cookie('token', token);
res.cookie('sid', id, { httpOnly: true });
res.status(200).cookie('refresh', value, { httpOnly: true, secure: false, sameSite: 'lax' });
reply.setCookie('sid', id, { path: '/', httpOnly: true, secure: true });
setCookie(c, 'sid', id, { secure: true });
cookies().set('sid', id);
res.setHeader('Set-Cookie', `sid=${id}; HttpOnly; Path=/`);
app.use(session({ secret: process.env.SESSION_SECRET!, cookie: { maxAge: 1000 } }));
res.cookie('elsewhere', id, options);
