import { stemmer } from '@orama/stemmers/english';
import type { Language } from './language.ts';

export const english: Language = {
  stem: stemmer,
  concepts: {
    absence: 'no, not, never, without, only, don\'t, doesn\'t, do not, avoid, remove, disable, hide, hidden, strip, suppress, mask, turn off',
    client: 'client, user, response',
    code: 'code, codebase, source, repo, repository, git, version control, bundle, config file',
    debugging: 'debug code, debug print, debug log, debug output, debugging code, debugging prints, debugging output, debugging log',
    environment: 'env, environment',
    error: 'error, exception, failure',
    failure: 'fail, failure, swallow, except, exception, catch, error, ignore',
    hardcoded: 'hardcoded, hard-coded',
    leak: 'leak, leakage, expose, exposure, reveal, disclose, disclosure, sanitize, sanitise, sanitization, generic, hidden, masked, suppressed',
    limit: 'rate limit, ratelimit, throttle, throttler, LIMITER, LIMITERS, brute force, bruteforce, slowapi, token bucket, leaky bucket',
    'makes random': 'random, token, code, otp, id, ids, generator, generate, generation, number',
    'log in': 'login, log-in, sign-in, signin, auth, authentication, password',
    secret: 'secret, key, credential, password, token, sensitive',
    show: 'include, contain, show, return, display, send',
    silence: 'silent, silently, swallow',
    strong: 'crypto secure, crypto strong, crypto random, cryptographically secure, cryptographically strong, cryptographically safe, cryptographically random',
    trace: 'stack trace, stacktrace, traceback',
    outside: 'http, https, external, outbound, outgoing, upstream, third-party, downstream, axios, fetch, httpx, llm, openai, client, provider, network',
    in: 'in, into, from, to, within, committed',
    from: 'in, via, from, to, through, use, uses, using, as, are',
  },
};
