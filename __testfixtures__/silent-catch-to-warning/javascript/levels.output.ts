import { logger } from "../lib/logger";

export async function levels(ids: string[], req: Request) {
  try {
    await metrics.flush();
  } catch (error) {
    // best effort
    logger.debug("levels: metrics.flush failed", error);
  }
  // fire and forget
  void publish(ids).catch((error: unknown) => {
    logger.warn("levels: publish failed", error);
  });
  publish(ids).catch((error: unknown) => {
    logger.debug("levels: publish failed", error);
  }); // non-critical
  try {
    await publish(ids);
  } catch (error) {
    // log the error but do not fail
    logger.warn("levels: publish failed", error);
  }
  for (const id of ids) {
    try {
      await publish(id);
    } catch (error) {
      logger.warn(`levels: publish failed for id ${id}`, error);
    }
  }
  await Promise.all(ids.map(async (id) => {
    await publish(id).catch((error: unknown) => {
      logger.warn(`levels: publish failed for id ${id}`, error);
    });
  }));
  try {
    await send(ids);
  } catch (error) {
    logger.error("levels failed", error);
    try {
      await store(ids);
    } catch (err) {
      logger.warn("levels: store failed", err);
    }
    await release(ids).catch((err: unknown) => {
      logger.debug("levels: release failed", err);
    });
  } finally {
    try {
      await store(ids);
    } catch (error) {
      logger.warn("levels: store failed", error);
    }
  }
  await browser?.close().catch((error: unknown) => {
    logger.debug("levels: browser.close failed", error);
  });
  await fs.promises.unlink(path).catch((error: unknown) => {
    logger.warn("levels: fs.promises.unlink failed", error);
  });
  try {
    await fs.promises.mkdir(path);
  } catch (error) {
    logger.debug("levels: fs.promises.mkdir failed", error);
  }
  try {
    await db.query("ALTER TABLE users ADD COLUMN seen TIMESTAMP");
  } catch (error) {
    logger.debug("levels: db.query failed", error);
  }
  const trx = await begin();
  try {
    await insert(trx);
  } catch (error) {
    logger.warn("levels: insert failed", error);
    await trx.rollback();
  }
}

export const attachUser = async (req: Request, res: Response, next: NextFunction) => {
  try {
    req.user = await users.find(req);
  } catch (error) {
    logger.warn("attachUser: users.find failed", error);
  }
  next();
};

app.post("/orders/:id/pay", async (req, res) => {
  try {
    await mailer.send(req.body);
  } catch (error) {
    logger.warn("POST /orders/:id/pay: mailer.send failed", error);
  }
  res.json({ ok: true });
});

worker.on("completed", async (job) => {
  await archive(job).catch((error: unknown) => {
    logger.warn("on completed: archive failed", error);
  });
});

export function fallback(id: string) {
  try {
    return cache.read(id);
  } catch (error) {
    logger.debug("fallback: cache.read failed", error);
    return slow(id);
  }
}
