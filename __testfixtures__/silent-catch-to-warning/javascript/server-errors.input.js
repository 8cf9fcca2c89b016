const { InternalServerErrorException } = require('@nestjs/common');
const orders = require('../orders');

exports.list = asyncHandler(async (req, res) => {
  try {
    res.json(await orders.find({ user: req.user.id }));
  } catch (error) {
    res.status(500).json({ message: 'Could not list orders' });
  }
});

router.get('/orders/:id', async (req, res) => {
  try {
    res.json(await orders.findById(req.params.id));
  } catch {
    return res.sendStatus(503);
  }
});

router.delete('/orders/:id', catchAsync(async (req, res) => {
  try {
    await orders.remove(req.params.id);
    res.status(204).end();
  } catch (_e) {
    await trx.rollback();
    const other = await orders.findById(req.params.id);
    if (!other) return res.status(404).json({ message: 'Not found' });
    // It is still there.
    return res.status(500).json({ message: 'Not deleted' });
  }
}));

router.post('/orders', (req, res) => {
  orders.create(req.body)
    .then((order) => res.status(201).json(order))
    .catch(() => res.status(500).json({ message: 'Not created' }));
});

fastify.get('/totals', async (request, reply) => {
  try {
    return await orders.totals();
  } catch (err) {
    return reply.code(500).send({ message: 'No totals' });
  }
});

exports.GET = async function GET() {
  try {
    return NextResponse.json(await orders.latest());
  } catch {
    return NextResponse.json({ message: 'No orders' }, { status: 500 });
  }
};

class Orders {
  async pay(id) {
    try {
      return await gateway.charge(id);
    } catch (err) {
      throw new InternalServerErrorException('Payment failed');
    }
  }
}

exports.handler = async (event) => {
  try {
    return { statusCode: 200, body: JSON.stringify(await orders.find(event.query)) };
  } catch {
    return { statusCode: 500, body: 'Internal error' };
  }
};
