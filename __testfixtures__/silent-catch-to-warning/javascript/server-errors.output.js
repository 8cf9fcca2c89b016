const { InternalServerErrorException } = require('@nestjs/common');
const orders = require('../orders');
const logger = require('../logger');

exports.list = asyncHandler(async (req, res) => {
  try {
    res.json(await orders.find({ user: req.user.id }));
  } catch (error) {
    logger.error('list: orders.find failed', error);
    res.status(500).json({ message: 'Could not list orders' });
  }
});

router.get('/orders/:id', async (req, res) => {
  try {
    res.json(await orders.findById(req.params.id));
  } catch (err) {
    logger.error('GET /orders/:id: orders.findById failed', err);
    return res.sendStatus(503);
  }
});

router.delete('/orders/:id', catchAsync(async (req, res) => {
  try {
    await orders.remove(req.params.id);
    res.status(204).end();
  } catch (err) {
    await trx.rollback();
    const other = await orders.findById(req.params.id);
    if (!other) return res.status(404).json({ message: 'Not found' });
    logger.error('DELETE /orders/:id: orders.remove failed', err);
    // It is still there.
    return res.status(500).json({ message: 'Not deleted' });
  }
}));

router.post('/orders', (req, res) => {
  orders.create(req.body)
    .then((order) => res.status(201).json(order))
    .catch((err) => {
      logger.error('POST /orders: orders.create failed', err);
      res.status(500).json({ message: 'Not created' });
    });
});

fastify.get('/totals', async (request, reply) => {
  try {
    return await orders.totals();
  } catch (err) {
    logger.error('GET /totals: orders.totals failed', err);
    return reply.code(500).send({ message: 'No totals' });
  }
});

exports.GET = async function GET() {
  try {
    return NextResponse.json(await orders.latest());
  } catch (err) {
    logger.error('GET: orders.latest failed', err);
    return NextResponse.json({ message: 'No orders' }, { status: 500 });
  }
};

class Orders {
  async pay(id) {
    try {
      return await gateway.charge(id);
    } catch (err) {
      logger.error('Orders.pay: gateway.charge failed', err);
      throw new InternalServerErrorException('Payment failed');
    }
  }
}

exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await orders.find(event.query)) };
  } catch (err) {
    logger.error('orders.find failed', err);
    return { statusCode: 500, body: 'Internal error' };
  }
};
