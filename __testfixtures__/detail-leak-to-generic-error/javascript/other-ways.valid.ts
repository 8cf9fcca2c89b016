import { publicProcedure, router } from './trpc';
import { things } from './things';

// Ways to a client without a status: reported, and left.
export const login = async (req: any, res: any) => {
  try {
    res.redirect(await things.start());
  } catch (err: any) {
    res.redirect(`/login?error=${encodeURIComponent(err.message)}`);
  }
};

export const api = router({
  add: publicProcedure.mutation(async () => {
    try {
      return { success: true, thing: await things.add() };
    } catch (error: any) {
      return { success: false, error: error.message };
    }
  }),
});

server.tool('things', async () => {
  try {
    return { content: [{ type: 'text', text: await things.text() }] };
  } catch (error: any) {
    return { content: [{ type: 'text', text: `Error: ${error.message}` }], isError: true };
  }
});

io.on('connection', (socket: any) => {
  socket.on('join', async (data: any, ack: any) => {
    try {
      ack({ ok: true, room: await things.join(data) });
    } catch (error: any) {
      ack({ ok: false, error: error.message });
    }
  });
});
