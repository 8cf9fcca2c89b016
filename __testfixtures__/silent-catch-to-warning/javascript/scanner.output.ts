import dns from 'node:dns/promises';
import tls from 'node:tls';
import { orders } from './orders';
import { logger } from '../lib/logger';

// A name without such a record and a refused connection are answers, and nobody wants to be warned of them.
export async function scan(hostnames: string[]) {
  const records = [];
  for (const hostname of hostnames) {
    try {
      records.push(...await dns.resolveTxt(hostname));
    } catch (err) {
      logger.debug({ err, hostname }, 'scan: dns.resolveTxt failed');
    }
  }
  return records;
}

export async function answers(url: string) {
  return fetch(url, { method: 'HEAD' }).then((response) => response.ok).catch((err: unknown) => {
    logger.debug({ err }, 'answers: fetch failed, using false instead');
    return false;
  });
}

export function certificate(host: string) {
  return new Promise((resolve) => {
    const socket = tls.connect({ host, port: 443 }, () => resolve(socket.getPeerCertificate()));
    socket.on('error', (err: unknown) => {
      logger.debug({ err }, 'certificate: error on socket');
      resolve(null);
    });
  });
}

// To save what was found is something else.
export async function scanAndKeep(hostnames: string[]) {
  for (const hostname of hostnames) {
    try {
      await orders.save(await dns.resolveMx(hostname));
    } catch (err) {
      logger.warn({ err, hostname }, 'scanAndKeep: orders.save or dns.resolveMx failed');
    }
  }
}

// So is to go and get it some other way.
export async function lookUp(hostname: string) {
  try {
    return await dns.resolveMx(hostname);
  } catch (err) {
    logger.debug({ err }, 'lookUp: dns.resolveMx failed');
    return await orders.load(hostname);
  }
}

// Non-fatal for the request, but a record is lost.
export async function keep(order: Order, userId: string) {
  try {
    await orders.save(order);
  } catch (err) {
    // non-fatal
    logger.warn({ err }, 'keep: orders.save failed');
  }
  try {
    await logAuditEvent('order.kept', userId);
  } catch (err) {
    // non-fatal
    logger.error({ err, userId }, 'keep: logAuditEvent failed');
  }
}
