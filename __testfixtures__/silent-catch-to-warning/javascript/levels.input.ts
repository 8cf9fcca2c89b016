import { logger } from "../lib/logger";

export async function levels(ids: string[], req: Request) {
  try {
    await metrics.flush();
  } catch {
    // best effort
  }
  // fire and forget
  void publish(ids).catch(() => {});
  publish(ids).catch(() => {}); // non-critical
  try {
    await publish(ids);
  } catch {
    // log the error but do not fail
  }
  for (const id of ids) {
    try {
      await publish(id);
    } catch {}
  }
  await Promise.all(ids.map(async (id) => {
    await publish(id).catch(() => {});
  }));
  try {
    await send(ids);
  } catch (error) {
    logger.error("levels failed", error);
    try {
      await store(ids);
    } catch {}
    await release(ids).catch(() => {});
  } finally {
    try {
      await store(ids);
    } catch {}
  }
  await browser?.close().catch(() => {});
  await fs.promises.unlink(path).catch(() => undefined);
  try {
    await fs.promises.mkdir(path);
  } catch {}
  try {
    await db.query("ALTER TABLE users ADD COLUMN seen TIMESTAMP");
  } catch {}
  const trx = await begin();
  try {
    await insert(trx);
  } catch {
    await trx.rollback();
  }
}

export const attachUser = async (req: Request, res: Response, next: NextFunction) => {
  try {
    req.user = await users.find(req);
  } catch {}
  next();
};

app.post("/orders/:id/pay", async (req, res) => {
  try {
    await mailer.send(req.body);
  } catch {}
  res.json({ ok: true });
});

worker.on("completed", async (job) => {
  await archive(job).catch(() => {});
});

export function fallback(id: string) {
  try {
    return cache.read(id);
  } catch {
    return slow(id);
  }
}
