// Tokens, though only the name of the package says of which kind.
import { sign, verify } from 'jsonwebtoken';

export const read = (token: string, secret: string) => verify(token, secret);
export const make = (userId: string, secret: string) => sign({ userId }, secret, { expiresIn: '1h' });
